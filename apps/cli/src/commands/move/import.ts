import path from 'node:path';
import { importRuns } from '@hyperdrive-run/local';
import { HyperDriveRun, readWholeSweep } from '@hyperdrive-run/sdk';
import { usageError } from '../../context/cli-error.js';
import { type CommandContext, note, warningWriter } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { collectRuns } from '../../import/collect-runs.js';
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
