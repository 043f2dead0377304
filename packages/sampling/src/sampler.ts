import type { JsonObject } from '@hyperdrive-run/core/json';

/** One point of a search space: a value for each hyperparameter, in the order of the space. */
export type SampledPoint = JsonObject;

/** What is known of a trial when the next point is asked for. */
export interface Observation {
  readonly point: SampledPoint;
  /** The trial's best primary metric so far, where it has one. */
  readonly value?: number | undefined;
  /** Whether the trial has ended, so that its value is final. */
  readonly ended: boolean;
}

/**
 * Chooses points. Pure: the same seed, trial number and observations give the same point, so that a sweep that was
 * interrupted goes on as if it had not been. In a space of finitely many points each is chosen once.
 */
export interface Sampler {
  /** How many points of the space no trial has or had, where it has finitely many. */
  readonly countLeft?: ((observations: readonly Observation[]) => bigint) | undefined;
  /**
   * Whether choosing the next point takes long enough to be noticed, some tens of milliseconds and more: where other work
   * waits, it belongs into a thread of its own. Samplers that never take long do not have it.
   */
  readonly takesLong?: ((observations: readonly Observation[]) => boolean) | undefined;
  /**
   * The point of a trial.
   * @param trial the trial's number, from 0; trials that run a given point, or one once more, are not counted
   * @param observations all trials that there are or were, those of earlier sweeps first
   * @returns `undefined` where every point was tried
   */
  nextPoint(trial: number, observations: readonly Observation[]): SampledPoint | undefined;
}
