import { importRuns } from '@hyperdrive-run/local';
import {
  findWarmStartViolations,
  type HyperDriveConfig,
  HyperDriveConfigError,
  HyperDriveRehydrateError,
  HyperDriveRun,
  type RunRecord,
  readWholeSweep,
} from '@hyperdrive-run/sdk';
import { violationsInFile } from '@hyperdrive-run/sweep-file';
import { CliError, usageError } from '../context/cli-error.js';
import { type CommandContext, note, warningWriter } from '../context/command-context.js';
import { collectRuns } from '../import/collect-runs.js';
import { isMissing } from '../open/ids/unknown-run.js';
import { withWorkspace } from '../open/open-workspace.js';
import { escapeAsOneLine } from '../output/escape/escape-for-terminal.js';
import { localFolder } from '../service/local-folder.js';
import { type EarlierStore, isEarlierStore, openEarlierStore } from './earlier-stores.js';

/**
 * The ids of the sweeps that `--resume-from` names: those of addresses are read there. Nothing is imported.
 * @throws CliError, StoreError, SnapshotError
 */
export async function earlierSweepIds(
  context: CommandContext,
  named: readonly string[] | undefined,
): Promise<readonly string[] | undefined> {
  if (named?.some(isEarlierStore) !== true) return named;
  const ids: string[] = [];
  for (const text of named) {
    ids.push(isEarlierStore(text) ? (await openEarlierStore(context, text)).sweepId : text);
  }
  return ids;
}

/**
 * Puts the sweeps at the addresses of `--resume-from` into the local service, as `hyperdrive import` does, where they are not
 * there yet: the new sweep then builds on them by their ids.
 * @throws HyperDriveConfigError where the new sweep cannot build on one; that one is not imported
 * @throws CliError where the service has another run of the same id, or what was imported has changed since
 */
export async function importEarlierSweeps(
  context: CommandContext,
  named: readonly string[] | undefined,
  config: HyperDriveConfig,
): Promise<void> {
  for (const [index, text] of (named ?? []).entries()) {
    if (!isEarlierStore(text)) continue;
    const store = await openEarlierStore(context, text, config.primaryMetric);
    const sweep = await loadSweep(context, store);
    checkEarlier(sweep, config, index);
    await importOnce(context, store, sweep);
  }
}

async function loadSweep(context: CommandContext, { experiment, sweepId, address }: EarlierStore) {
  try {
    return await HyperDriveRun.load(experiment, sweepId, { onWarning: warningWriter(context) });
  } catch (error) {
    if (!HyperDriveRehydrateError.isInstance(error)) throw error;
    throw usageError(
      `--resume-from is ${JSON.stringify(address)}, which does not say what ${JSON.stringify(sweepId)} was judged by.`,
      'Name the metric in the address, such as ray-tune:FOLDER?metric=accuracy&goal=maximize.',
    );
  }
}

/** By the rule that the service has, too: before anything is imported. */
function checkEarlier(sweep: HyperDriveRun, config: HyperDriveConfig, index: number): void {
  const key = { runId: sweep.id, runScope: {} };
  const sweeps = [{ key, run: sweep.record, config: sweep.hyperdriveConfig }];
  const violations = findWarmStartViolations(config, { sweeps, children: [] }).map((violation) => ({
    ...violation,
    path: violation.path.replace('resumeFrom[0]', `resumeFrom[${index}]`),
  }));
  if (violations.length > 0) throw new HyperDriveConfigError(violationsInFile(violations));
}

async function importOnce(context: CommandContext, store: EarlierStore, sweep: HyperDriveRun): Promise<void> {
  const folder = localFolder(context.globals.backend, context.io);
  if (folder === undefined) return;
  // What a store has beside trials, such as checkpoints, may be very large, and nothing is learnt from it.
  const parts = readWholeSweep(sweep, { files: store.hasFiles });
  const runs = await collectRuns(parts, { sweepId: sweep.id, experimentName: store.experiment.name });
  const children = runs.map(({ record }) => record).filter(({ parentRunId }) => parentRunId === sweep.id);
  const known = await knownChildren(context, sweep.id);
  if (known === undefined) {
    await importRuns(folder, runs);
    const from = `${children.length} trials from ${store.address}`;
    await note(context, escapeAsOneLine(`Imported ${JSON.stringify(sweep.id)} with ${from}.`));
  } else if (!isSame(known, children)) {
    throw new CliError({
      message: `The local service has another ${JSON.stringify(sweep.id)}, with ${known.length} trials; that of ${store.address} has ${children.length}.`,
      hint: 'Build on the one that is there with --resume-from and its id, or use another folder with --backend local:FOLDER.',
    });
  }
}

/** The children of a run in the local service; `undefined` where it has no such run. */
async function knownChildren(context: CommandContext, runId: string): Promise<readonly RunRecord[] | undefined> {
  return withWorkspace(context, async (workspace) => {
    try {
      const run = await workspace.getRun(runId);
      const children: RunRecord[] = [];
      for await (const { record } of run.getChildren()) if (record !== undefined) children.push(record);
      return children;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  });
}

/** Whether the runs are those that were imported before: of two studies with one name, trials have other times. */
function isSame(known: readonly RunRecord[], now: readonly RunRecord[]): boolean {
  const identities = new Set(known.map(identityOf));
  return known.length === now.length && now.every((run) => identities.has(identityOf(run)));
}

function identityOf({ runId, status, startTime }: RunRecord): string {
  return JSON.stringify([runId, status, startTime]);
}
