import type { ChildSummary, RunRecord } from '@hyperdrive-run/core';
import {
  compareTrialIds,
  findHyperparameters,
  hyperparametersFromParentTags,
  type SourcedHyperparameters,
} from '@hyperdrive-run/core/internal';
import type { CallOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import { callback, callChecks, type OptionChecks } from '../../arguments/option-checks.js';
import { getRunDefinitions } from './get-run-definitions.js';
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
  const ids = lacking.map((child) => child.runId);
  for (const [runId, own] of await askForDefinitions(backend, parent, ids, options)) found.set(runId, own);
  return new Map([...found].toSorted(([a], [b]) => compareTrialIds(parent.runId, a, b)));
}

/**
 * Fills in hyperparameters that only a run's own definition contains, for the trials that are shown. Runs whose service
 * keeps their parameters with them are not asked again.
 */
export async function completeHyperparameters(
  backend: SweepBackend,
  parent: RunRecord,
  children: readonly ChildSummary[],
  records: ReadonlyMap<string, RunRecord>,
  options: CollectHyperparametersOptions,
): Promise<ChildSummary[]> {
  const lacking = children.filter(
    ({ runId, hyperparameters, isTrial }) =>
      hyperparameters === undefined && isTrial && records.get(runId)?.parameters === undefined,
  );
  const ids = lacking.map((child) => child.runId);
  const fromDefinitions = await askForDefinitions(backend, parent, ids, options);
  return children.map((child) => ({
    ...child,
    hyperparameters: child.hyperparameters ?? fromDefinitions.get(child.runId)?.values,
  }));
}

/** What the runs' own definitions say. One without a definition is no reason to return nothing about the others. */
async function askForDefinitions(
  backend: SweepBackend,
  parent: RunRecord,
  runIds: readonly string[],
  { signal, onWarning }: CollectHyperparametersOptions,
): Promise<Map<string, SourcedHyperparameters>> {
  const missing = new Set(runIds);
  const found = new Map<string, SourcedHyperparameters>();
  for await (const definition of getRunDefinitions(backend, runIds, { signal })) {
    missing.delete(definition.runId);
    const own = findHyperparameters({ tags: new Map(), config: parent.config }, definition, onWarning);
    if (own !== undefined) found.set(definition.runId, own);
  }
  for (const runId of missing) {
    onWarning?.(`The details of run ${JSON.stringify(runId)} do not exist; its hyperparameters are left out.`);
  }
  return found;
}
