import type {
  Hyperparameters,
  Metric,
  MetricScope,
  PrimaryMetricGoal,
  RunStatus,
  SearchTrial,
} from '@hyperdrive-run/core';
import type { EarlyTerminationPolicy, ParameterSpace } from '@hyperdrive-run/core/config';
import type { MetricScale } from '../axes/is-log-scale.js';

/** A trial as charts see it: what was tried, what was logged, when it ran. */
export interface ChartTrial {
  readonly runId: string;
  /** Whose trial it is. A trial whose id is that of its sweep with a number is shown by the number. */
  readonly parentRunId?: string | undefined;
  readonly status: RunStatus;
  /** How a search of another tool judged it: a pruned trial has no value, whatever it logged. */
  readonly searchTrial?: SearchTrial | undefined;
  readonly hyperparameters?: Hyperparameters | undefined;
  /** Everything it logged, by name; `undefined` where it could not be read. */
  readonly metrics?: ReadonlyMap<string, Metric> | undefined;
  readonly startTime?: Date | undefined;
  readonly endTime?: Date | undefined;
}

/** What charts are drawn from. */
export interface ChartData {
  readonly trials: readonly ChartTrial[];
  /** The metric to draw: any that was logged. */
  readonly metric: string;
  readonly goal: PrimaryMetricGoal;
  /** Which of a trial's logged values stands for it. */
  readonly scope: MetricScope;
  /** The scale of the metric's axis. Default `auto`. */
  readonly metricScale?: MetricScale | undefined;
  /** The search space: axes are logarithmic where it is, and its ranges are drawn. */
  readonly space?: ParameterSpace | undefined;
  /** The base of the space's `log...` expressions; default e. */
  readonly logBase?: number | undefined;
  /** The ids of the trials to emphasize. Their curves are compared; without any, those of the best trials are. */
  readonly chosen?: readonly string[] | undefined;
  /** The early termination policy that judges by this metric and goal: its line is drawn among the curves. */
  readonly policy?: EarlyTerminationPolicy | undefined;
}
