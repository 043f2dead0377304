import type { SampledPoint } from '../sampler.js';
import type { TrialStatus } from './study.js';

/** A trial as a study keeps it, and as it is saved. */
export interface KeptTrial {
  readonly point: SampledPoint;
  /** All reported values, in order; NaN for one that cannot be ranked. */
  readonly reports: readonly number[];
  readonly status: TrialStatus;
  /** Whether the policy decided to stop it. */
  readonly isStopped: boolean;
}
