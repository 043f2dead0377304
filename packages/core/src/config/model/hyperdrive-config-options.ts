import type { JsonObject } from '../../json/json-value.js';
import type { PrimaryMetricGoal } from '../../ranking/primary-metric.js';
import type { EarlyTerminationPolicy } from './early-termination.js';
import type { HyperparameterSampling } from './sampling.js';
import type { TrialDefinition } from './trial/trial-definition.js';
import type { SearchSpace } from './values-of.js';
import type { RunKey } from './warm-start.js';

/** The goal in any of the usual cases; it is kept in lower case. */
export type PrimaryMetricGoalInput = PrimaryMetricGoal | Capitalize<PrimaryMetricGoal> | Uppercase<PrimaryMetricGoal>;

interface CommonOptions<Space extends SearchSpace> {
  /** What each trial runs. Needed to submit, not to read a sweep. */
  readonly runConfig?: TrialDefinition | undefined;
  /** How the hyperparameters are chosen, and from what space. */
  readonly hyperparameterSampling: HyperparameterSampling<Space>;
  /** The metric's name exactly as the training script logs it. */
  readonly primaryMetricName: string;
  /** Whether more of the primary metric is better, or less; Python's upper case is read too. */
  readonly primaryMetricGoal: PrimaryMetricGoalInput;
  /** How many trials run at once at most: 1 to 100. Default `maxTotalRuns`, but at most 100. */
  readonly maxConcurrentRuns?: number | undefined;
  /** After how many minutes the sweep is ended: 1 to 43200. Default 10080, a week. */
  readonly maxDurationMinutes?: number | undefined;
  /**
   * After how many seconds the sweep is ended: above 0, at most 2592000. Where both are given, a service that knows seconds
   * takes these; Azure ML takes the minutes, which are the seconds rounded up where they are not given.
   */
  readonly maxDurationSeconds?: number | undefined;
  /** When bad trials are stopped early. Default: never. */
  readonly policy?: EarlyTerminationPolicy | undefined;
  /** Finished sweeps whose results this one builds on, at most 5. */
  readonly resumeFrom?: readonly RunKey[] | undefined;
  /** Ended trials of earlier sweeps to run again, at most `maxTotalRuns`. */
  readonly resumeChildRuns?: readonly RunKey[] | undefined;
  /**
   * The wire's `platform_config` as a service keeps it. A sweep that is read has its own; a user who has a run
   * definition of Azure ML's passes `Definition` here. What `runConfig` says goes over it.
   */
  readonly platformConfig?: JsonObject | undefined;
}

/** What a config is made from. */
export interface HyperDriveConfigOptions<Space extends SearchSpace = SearchSpace> extends CommonOptions<Space> {
  /** How many trials the sweep runs at most: 1 to 1000. */
  readonly maxTotalRuns: number;
  /** Default true: whatever is wrong is refused at once. */
  readonly validate?: true | undefined;
}

/**
 * What a config is made from that is not checked yet. `violations` lists all faults, and only submitting refuses them;
 * the primary metric alone must be right.
 */
export interface UncheckedHyperDriveConfigOptions<Space extends SearchSpace = SearchSpace>
  extends CommonOptions<Space> {
  /** Default, where a sweep does not say it: the service's own limit of 1000. */
  readonly maxTotalRuns?: number | undefined;
  /** Says that nothing but the primary metric is to be checked. */
  readonly validate: false;
}
