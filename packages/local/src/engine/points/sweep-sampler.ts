import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { createSampler, type Observation, type SampledPoint } from '@hyperdrive-run/sampling';
import type { ExperimentScope } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';
import type { SweepState } from '../sweep/sweep-state.js';
import { earlierObservations, earlierPoints } from './earlier-observations.js';
import type { SamplerThread, ThreadSampler } from './thread/sampler-thread.js';

/** The sampler of a sweep, with what was known before its first trial. */
export interface SweepSampler {
  /** How many trials the sweep comes to: its limit, or its warm-start points and as many others as its space has left. */
  readonly plannedTrials: number;
  /**
   * The next point, after the warm-start points; `undefined` where every point was tried. A promise where it takes long: the next
   * point is asked for when this one is there.
   * @throws BackendError where it cannot be chosen
   */
  nextPoint(
    trial: number,
    own: readonly Observation[],
    signal: AbortSignal,
  ): SampledPoint | undefined | Promise<SampledPoint | undefined>;
  /** No further point is asked for. */
  close(): void;
}

/**
 * Makes the sampler of a sweep, new or interrupted.
 * @param thread where points are chosen that take long; by default here, like all others
 */
export function createSweepSampler(
  store: RunStore,
  sweep: {
    readonly scope: ExperimentScope;
    readonly config: HyperDriveConfig;
    readonly state: Pick<SweepState, 'seed' | 'warmStartPoints'>;
  },
  thread?: SamplerThread,
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
  let inThread: ThreadSampler | undefined;
  return {
    plannedTrials: Math.min(maxTotalRuns, atMost),
    nextPoint(trial, own, signal) {
      earlier ??= earlierObservations(store, sweep);
      const observations = [...earlier, ...own];
      if (sampler?.takesLong?.(observations) !== true) return sampler?.nextPoint(trial, observations);
      inThread ??= thread?.createSampler({ sampling, seed: state.seed, goal });
      return inThread === undefined
        ? sampler.nextPoint(trial, observations)
        : inThread.nextPoint(trial, observations, signal);
    },
    close: () => inThread?.close(),
  };
}
