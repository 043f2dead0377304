import path from 'node:path';
import type { HyperDriveRun, Metric, RunRecord } from '@hyperdrive-run/sdk';
import type { SweepForOptuna } from '@hyperdrive-run/stores';
import { usageError } from '../../context/cli-error.js';
import { type CommandContext, note, warningWriter } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { findSweep } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';
import type { ExportOptions } from './export.js';

/** `hyperdrive export SWEEP --to optuna:FILE`: the sweep as a study of Optuna in a new SQLite file. */
export async function exportToOptuna(
  context: CommandContext,
  sweepId: string,
  { to = '', force, ...options }: ExportOptions,
): Promise<ExitCode> {
  const { io, globals } = context;
  const [other] = Object.keys(options);
  if (other !== undefined) {
    throw usageError(`--to optuna: and --${other} cannot be used together.`, 'Name the file in --to alone.');
  }
  const name = to.slice('optuna:'.length);
  if (name === '') throw usageError('--to is "optuna:" without a file.', 'Write optuna:<path of a new file>.');
  const file = path.resolve(io.cwd, name);
  const { writeOptunaStudy } = await import('@hyperdrive-run/stores');
  return withWorkspace(context, async (workspace) => {
    const sweep = await findSweep(context, workspace, sweepId);
    const study = await studyOf(context, sweep);
    await writeOptunaStudy(file, study, { force });
    const trials = study.children.length;
    if (globals.json) {
      await printJson(io, jsonFields({ runId: sweep.id, format: 'optuna', path: file, trials }));
      return exitCode.ok;
    }
    await io.stdout.write(`${escapeForTerminal(file)}\n`);
    await note(context, `Wrote ${trials} trials as the study ${escapeForTerminal(sweep.id)}.`);
    return exitCode.ok;
  });
}

async function studyOf(context: CommandContext, sweep: HyperDriveRun): Promise<SweepForOptuna> {
  const { backend } = sweep.experiment;
  const { primaryMetric, hyperparameterSampling: sampling } = sweep.hyperdriveConfig;
  const record = await backend.getRun(sweep.id);
  const records: RunRecord[] = [];
  for await (const child of backend.listChildRuns(sweep.id)) records.push(child);
  const ids = records.map(({ runId }) => runId);
  const hyperparameters = await sweep.getHyperparameters({ onWarning: warningWriter(context) });
  const metrics = new Map<string, Metric | undefined>();
  for await (const result of backend.getMetrics(ids, { names: [primaryMetric.name], childrenOf: sweep.id })) {
    // What cannot be read is not "not logged".
    if (result.kind === 'unreadable') throw result.error;
    metrics.set(result.runId, result.metrics.get(primaryMetric.name));
  }
  const space = sampling.kind === 'unknown' ? undefined : sampling.parameterSpace;
  // A listing has the newest first; trials are numbered from the oldest.
  const children = records.toReversed().map((child) => {
    return { record: child, hyperparameters: hyperparameters.get(child.runId), metric: metrics.get(child.runId) };
  });
  return { record, primaryMetric, space, children };
}
