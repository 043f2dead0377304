import path from 'node:path';
import { type ExperimentScope, importRuns, localWorkspace, type RunToImport } from '@hyperdrive-run/local';
import { HyperDriveRun, type Metric, type RunScope, readWholeSweep, type SnapshotPart } from '@hyperdrive-run/sdk';
import { CliError, usageError } from '../../context/cli-error.js';
import { type CommandContext, note, warningWriter } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { openExportedSweep } from '../../open/exported-sweep.js';
import { givenMetric } from '../../open/find-run.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';
import { localFolder } from '../../service/local-folder.js';

/** `hyperdrive import FILE`: puts an exported sweep into the local service, where it is read like one that ran there. */
export async function importSweep(context: CommandContext, file: string): Promise<ExitCode> {
  const { io, globals } = context;
  const folder = localFolder(globals.backend, io);
  if (folder === undefined) {
    throw usageError(
      '--backend names a service elsewhere, and a sweep is imported into the local one.',
      'Leave --backend away, or write --backend local:<folder>.',
    );
  }
  const onWarning = warningWriter(context);
  const opened = await openExportedSweep(path.resolve(io.cwd, file));
  const primaryMetric = givenMetric(globals);
  const sweep = await HyperDriveRun.load(opened.experiment, opened.sweepId, { onWarning, primaryMetric });
  const experimentName = globals.experiment ?? opened.experiment.name;
  const runs = await collectRuns(readWholeSweep(sweep, { files: true }), { sweepId: sweep.id, experimentName });
  await importRuns(folder, runs);

  const children = runs.filter(({ record }) => record.parentRunId === sweep.id).length;
  if (globals.json) {
    await printJson(io, jsonFields({ runId: sweep.id, experimentName, runs: runs.length, children, folder }));
    return exitCode.ok;
  }
  await io.stdout.write(`${escapeForTerminal(sweep.id)}\n`);
  await note(context, `Imported with ${children} children into the experiment ${escapeForTerminal(experimentName)}.`);
  await note(context, `See it with: ${commandLine(context, 'best', sweep.id)}`);
  return exitCode.ok;
}

/** Puts together what a snapshot contains of each run, in its order. */
async function collectRuns(
  parts: AsyncIterable<SnapshotPart>,
  { sweepId, experimentName }: { readonly sweepId: string; readonly experimentName: string },
): Promise<readonly RunToImport[]> {
  const here: ExperimentScope = { ...localWorkspace, experimentName };
  const all: RunToImport[] = [];
  // Two sweeps may have runs of one id, each in a workspace of its own.
  let runs = new Map<string, { readonly metrics: Metric[]; readonly contents: FileContents }>();
  let scope = here;
  let isResumed = false;
  for await (const part of parts) {
    switch (part.kind) {
      case 'sweep':
        // A sweep that was resumed stays where the key in the other's properties has it.
        isResumed = part.run.runId !== sweepId;
        scope = isResumed ? { ...here, ...given(part.backend.scope) } : here;
        runs = new Map();
        break;
      case 'run': {
        const { record, details } = part;
        const metrics: Metric[] = [];
        const contents: FileContents = new Map();
        runs.set(record.runId, { metrics, contents });
        all.push({ ...details, scope, record, metrics, files: contents, mayBeThere: isResumed });
        break;
      }
      case 'metrics': {
        const { result } = part;
        if (result.kind === 'unreadable') throw unreadable(result.runId);
        runs.get(result.runId)?.metrics.push(...result.metrics.values());
        break;
      }
      case 'file': {
        const contents = runs.get(part.runId)?.contents;
        contents?.set(part.name, [...(contents.get(part.name) ?? []), part.bytes]);
      }
    }
  }
  return all;
}

type FileContents = Map<string, readonly Uint8Array[]>;

function given(scope: RunScope): Partial<ExperimentScope> {
  return Object.fromEntries(Object.entries(scope).filter(([, value]) => value !== undefined));
}

function unreadable(runId: string): CliError {
  return new CliError({
    message: `The metrics of run ${JSON.stringify(runId)} could not be read when the sweep was exported.`,
    hint: 'Nothing was imported: they would look as if nothing had been logged. Export the sweep again.',
  });
}
