import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { createSampler, type Observation, type SampledPoint } from '@hyperdrive-run/sampling';
import type { ExperimentScope } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';
import type { SweepState } from '../sweep/sweep-state.js';
import { earlierObservations, earlierPoints } from './earlier-observations.js';

/** The sampler of a sweep, with what was known before its first trial. */
export interface SweepSampler {
  /** How many trials the sweep comes to: its limit, or its warm-start points and as many others as its space has left. */
  readonly plannedTrials: number;
  /** The next point, after the warm-start points; `undefined` where every point was tried. */
  nextPoint(trial: number, own: readonly Observation[]): SampledPoint | undefined;
}

/** Makes the sampler of a sweep, new or interrupted. */
export function createSweepSampler(
  store: RunStore,
  sweep: {
    readonly scope: ExperimentScope;
    readonly config: HyperDriveConfig;
    readonly state: Pick<SweepState, 'seed' | 'warmStartPoints'>;
  },
): SweepSampler {
  const { config, state } = sweep;
  const { hyperparameterSampling: sampling, primaryMetricGoal: goal, maxTotalRuns } = config;
  const { warmStartPoints = [] } = state;
  const sampler = createSampler({ sampling, seed: state.seed, goal });
  const before = earlierPoints(store, sweep);
  // Only Bayesian sampling looks at what earlier sweeps found; of finitely many points none is tried again.
  let earlier = sampling.kind === 'bayesian' ? undefined : before;
  const given = warmStartPoints.map(({ point }): Observation => ({ point, ended: false }));
  const left = sampler === undefined ? 0n : sampler.countLeft?.([...before, ...given]);
  const atMost = left === undefined ? Number.POSITIVE_INFINITY : warmStartPoints.length + Number(left);
  return {
    plannedTrials: Math.min(maxTotalRuns, atMost),
    nextPoint(trial, own) {
      earlier ??= earlierObservations(store, sweep);
      return sampler?.nextPoint(trial, [...earlier, ...own]);
    },
  };
}
