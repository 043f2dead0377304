import { findHyperparameters, type HyperDriveConfig, isTerminalStatus } from '@hyperdrive-run/core';
import type { ExperimentScope, RunKey } from '../storage/run-key.js';
import type { RunStore } from '../storage/run-store.js';
import { createBestChildTracker } from './best-child-tracker.js';
import { keyInScope } from './earlier-runs.js';
import { loggedRowsOf } from './logged-rows.js';
import type { Observation } from './sampling/sampler.js';

/**
 * What the trials of the sweeps in `resume_from` reached, sweep by sweep, in the order in which their trials were made.
 * A sweep that is gone by now adds nothing.
 */
export function earlierObservations(
  store: RunStore,
  sweep: { readonly scope: ExperimentScope; readonly config: HyperDriveConfig },
): readonly Observation[] {
  return sweep.config.resumeFrom.flatMap((key) => observationsOf(store, keyInScope(sweep.scope, key), sweep.config));
}

/** What the trials of one sweep reached: their points, and their best values of the metric under its goal. */
export function observationsOf(
  store: RunStore,
  key: RunKey,
  { primaryMetric }: Pick<HyperDriveConfig, 'primaryMetric'>,
): readonly Observation[] {
  const parent = store.getRun(key);
  if (parent === undefined) return [];
  return Array.from(store.childrenOf(key)).flatMap((child): Observation[] => {
    const point = findHyperparameters(parent, child)?.values;
    if (point === undefined) return [];
    const tracker = createBestChildTracker(primaryMetric);
    for (const rows of loggedRowsOf(store, child, primaryMetric.name)) tracker.add(child.runId, rows);
    return [{ point, value: tracker.bestOf(child.runId), ended: isTerminalStatus(child.status) }];
  });
}
