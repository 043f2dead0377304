import { isTerminalStatus } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { findHyperparameters } from '@hyperdrive-run/core/internal';
import type { Observation, SampledPoint } from '@hyperdrive-run/sampling';
import { type ExperimentScope, keyInScope, type RunKey } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { createBestChildTracker } from '../best-child/best-child-tracker.js';
import { loggedRowsOf } from '../best-child/logged-rows.js';

/** A sweep that builds on earlier ones. */
type ResumingSweep = { readonly scope: ExperimentScope; readonly config: HyperDriveConfig };

/**
 * What the trials of the sweeps in `resume_from` reached, sweep by sweep, in the order in which their trials were made.
 * A sweep that is gone by now adds nothing.
 */
export function earlierObservations(store: RunStore, sweep: ResumingSweep): readonly Observation[] {
  return earlierKeys(sweep).flatMap((key) => observationsOf(store, key, sweep.config));
}

/** Where the trials of the sweeps in `resume_from` are or were, without a look at what they logged. */
export function earlierPoints(store: RunStore, sweep: ResumingSweep): readonly Observation[] {
  return earlierKeys(sweep).flatMap((key) =>
    trialsOf(store, key).map(({ child, point }) => ({ point, ended: isTerminalStatus(child.status) })),
  );
}

/** What the trials of one sweep reached: their points, and their best values of the metric under its goal. */
export function observationsOf(
  store: RunStore,
  key: RunKey,
  { primaryMetric }: Pick<HyperDriveConfig, 'primaryMetric'>,
): readonly Observation[] {
  return trialsOf(store, key).map(({ child, point }) => {
    const tracker = createBestChildTracker(primaryMetric);
    for (const rows of loggedRowsOf(store, child, primaryMetric.name)) tracker.add(child.runId, rows);
    return { point, value: tracker.bestOf(child.runId), ended: isTerminalStatus(child.status) };
  });
}

function earlierKeys({ scope, config }: ResumingSweep): readonly RunKey[] {
  return config.resumeFrom.map((key) => keyInScope(scope, key));
}

function trialsOf(
  store: RunStore,
  key: RunKey,
): readonly { readonly child: StoredRun; readonly point: SampledPoint }[] {
  const parent = store.getRun(key);
  if (parent === undefined) return [];
  return Array.from(store.childrenOf(key)).flatMap((child) => {
    const point = findHyperparameters(parent, child)?.values;
    return point === undefined ? [] : [{ child, point }];
  });
}
