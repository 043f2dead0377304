import type { JsonObject } from '@hyperdrive-run/core';

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
 * interrupted goes on as if it had not been. Random and grid sampling do not look at the observations.
 */
export interface Sampler {
  /** How many points there are, where that is a finite number. */
  readonly size?: number | undefined;
  /**
   * The point of a trial.
   * @param trial the trial's number, from 0
   * @param observations the trials before it, by number
   * @returns `undefined` where the space is exhausted
   */
  nextPoint(trial: number, observations: readonly Observation[]): SampledPoint | undefined;
}
