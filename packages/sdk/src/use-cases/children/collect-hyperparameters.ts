import type { ChildSummary, Hyperparameters, RunRecord } from '@hyperdrive-run/core';
import {
  compareTrialIds,
  findHyperparameters,
  hyperparametersFromParentTags,
  type SourcedHyperparameters,
} from '@hyperdrive-run/core/internal';
import type { CallOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import { callback, callChecks, type OptionChecks } from '../../arguments/option-checks.js';
import { mapConcurrently } from '../async/map-concurrently.js';
import { isMissing } from '../failures/is-missing.js';
import { collectChildren } from './read-children.js';

/** How hyperparameters are collected. */
export interface CollectHyperparametersOptions extends CallOptions {
  /** Is called for each tag that is no JSON object and was passed over. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/** @see CollectHyperparametersOptions */
export const collectHyperparametersChecks: OptionChecks<CollectHyperparametersOptions> = {
  ...callChecks,
  onWarning: callback,
};

/**
 * The hyperparameters of all children by id, with where each was found, in the order of the children's numbers.
 * The parent's tags contain them, in one request; only where they lack those of some child are the children asked.
 */
export async function collectHyperparameters(
  backend: SweepBackend,
  parent: RunRecord,
  options: CollectHyperparametersOptions = {},
): Promise<Map<string, SourcedHyperparameters>> {
  const found = hyperparametersFromParentTags(parent, options.onWarning);
  const children = await collectChildren(backend, parent.runId, { signal: options.signal });
  const lacking: RunRecord[] = [];
  for (const child of children.values()) {
    if (found.has(child.runId)) continue;
    const own = findHyperparameters(parent, child, options.onWarning);
    if (own !== undefined) found.set(child.runId, own);
    else if (child.parameters === undefined) lacking.push(child);
  }
  for (const [runId, values] of await askForArguments(
    backend,
    lacking.map((child) => child.runId),
    options,
  )) {
    found.set(runId, { values, source: 'arguments' });
  }
  return new Map([...found].toSorted(([a], [b]) => compareTrialIds(parent.runId, a, b)));
}

/**
 * Fills in hyperparameters that only a run's own definition contains, for the trials that are shown. Runs whose service
 * keeps their parameters with them are not asked again.
 */
export async function completeHyperparameters(
  backend: SweepBackend,
  children: readonly ChildSummary[],
  records: ReadonlyMap<string, RunRecord>,
  options: CollectHyperparametersOptions,
): Promise<ChildSummary[]> {
  const lacking = children.filter(
    ({ runId, hyperparameters, isTrial }) =>
      hyperparameters === undefined && isTrial && records.get(runId)?.parameters === undefined,
  );
  const fromArguments = await askForArguments(
    backend,
    lacking.map((child) => child.runId),
    options,
  );
  return children.map((child) => ({
    ...child,
    hyperparameters: child.hyperparameters ?? fromArguments.get(child.runId),
  }));
}

async function askForArguments(
  backend: SweepBackend,
  runIds: readonly string[],
  options: CollectHyperparametersOptions,
): Promise<Map<string, Hyperparameters>> {
  const fromArguments = new Map<string, Hyperparameters>();
  const noTags = { tags: new Map<string, string>() };
  await mapConcurrently(runIds, options.signal, async (runId, signal) => {
    const words = await argumentsOf(backend, runId, { ...options, signal });
    const found = findHyperparameters(noTags, { runId, arguments: words });
    if (found !== undefined) fromArguments.set(runId, found.values);
  });
  return fromArguments;
}

/** A run without a definition to be seen has no arguments: that is no reason to return nothing about the others. */
async function argumentsOf(
  backend: SweepBackend,
  runId: string,
  { signal, onWarning }: CollectHyperparametersOptions,
): Promise<readonly string[] | undefined> {
  try {
    return (await backend.getRunDetails(runId, { signal })).arguments;
  } catch (error) {
    if (!isMissing(error)) throw error;
    onWarning?.(`The details of run ${JSON.stringify(runId)} do not exist; its hyperparameters are left out.`);
    return undefined;
  }
}
