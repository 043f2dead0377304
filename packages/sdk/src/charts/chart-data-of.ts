import {
  type Hyperparameters,
  InvalidArgumentError,
  type Metric,
  type MetricScope,
  type PrimaryMetricGoal,
  type RunRecord,
} from '@hyperdrive-run/core';
import type { EarlyTerminationPolicy, ParameterSpace } from '@hyperdrive-run/core/config';
import { logBaseOf } from '@hyperdrive-run/core/search-space';
import { checkSweep } from '../arguments/check-handles.js';
import {
  callback,
  callChecks,
  checkOptions,
  nonEmptyText,
  type OptionChecks,
  oneOf,
} from '../arguments/option-checks.js';
import type { HyperDriveRun } from '../hyperdrive-run.js';
import type { CollectHyperparametersOptions } from '../use-cases/children/collect-hyperparameters.js';
import { type OnUnreadable, onUnreadableCheck } from '../use-cases/failures/unreadable.js';

/** What is to be drawn of a sweep. */
export interface ChartDataOfOptions extends CollectHyperparametersOptions {
  /** The metric to draw. Default: the primary metric. No other one is read. */
  readonly metric?: string | undefined;
  /** Whether more or less of it is better. Default: the sweep's goal, which another metric does not have. */
  readonly goal?: PrimaryMetricGoal | undefined;
  /** Which of a child's logged values stands for it. Default `best`. */
  readonly scope?: MetricScope | undefined;
  /** Default `reject`. With `report` the charts say how many children could not be read. */
  readonly onUnreadable?: OnUnreadable | undefined;
}

/** A child as charts see it. */
export interface SweepChartTrial
  extends Pick<RunRecord, 'runId' | 'parentRunId' | 'status' | 'searchTrial' | 'startTime' | 'endTime'> {
  readonly hyperparameters: Hyperparameters | undefined;
  /** The metric, by its name; `undefined` where it could not be read. */
  readonly metrics: ReadonlyMap<string, Metric> | undefined;
}

/** What the charts of `@hyperdrive-run/charts` are drawn from. */
export interface SweepChartData {
  readonly trials: readonly SweepChartTrial[];
  readonly metric: string;
  readonly goal: PrimaryMetricGoal;
  readonly scope: MetricScope;
  readonly space: ParameterSpace | undefined;
  readonly logBase: number | undefined;
  /** `undefined` where the metric or the goal is not what the policy judges by. */
  readonly policy: EarlyTerminationPolicy | undefined;
}

const checks: OptionChecks<ChartDataOfOptions> = {
  ...callChecks,
  metric: nonEmptyText,
  goal: oneOf('maximize', 'minimize'),
  scope: oneOf('best', 'last', 'average'),
  onUnreadable: onUnreadableCheck,
  onWarning: callback,
};

/**
 * Reads once what the charts of a sweep are drawn from: its children with their times, hyperparameters and one metric, the search
 * space and the policy.
 * @throws InvalidArgumentError where another metric than the primary one is named without a goal; BackendError and
 *   UnreadableMetricsError as `getMetrics` does
 * @example
 * const data = await chartDataOf(sweep);
 * await writeFile('best.svg', toSvg(bestSoFarChart(data)));
 */
export async function chartDataOf(sweep: HyperDriveRun, options: ChartDataOfOptions = {}): Promise<SweepChartData> {
  checkSweep(sweep);
  checkOptions(options, checks);
  const { primaryMetric, hyperparameterSampling: sampling, policy } = sweep.hyperdriveConfig;
  const { metric = primaryMetric.name, scope = 'best', signal, onWarning, onUnreadable } = options;
  const goal = options.goal ?? (metric === primaryMetric.name ? primaryMetric.goal : undefined);
  if (goal === undefined) {
    throw new InvalidArgumentError({
      option: 'goal',
      got: goal,
      takes: `'maximize' or 'minimize' for another metric than ${primaryMetric.name}`,
    });
  }
  const records: RunRecord[] = [];
  for await (const { record } of sweep.getChildren({ signal })) if (record !== undefined) records.push(record);
  const hyperparameters = await sweep.getHyperparameters({ signal, onWarning });
  const metrics = await sweep.getMetrics({
    runIds: records.map(({ runId }) => runId),
    names: [metric],
    signal,
    onUnreadable,
  });
  const isJudged = metric === primaryMetric.name && goal === primaryMetric.goal;
  return {
    trials: records.map(({ runId, parentRunId, status, searchTrial, startTime, endTime }) => ({
      runId,
      parentRunId,
      status,
      searchTrial,
      startTime,
      endTime,
      hyperparameters: hyperparameters.get(runId),
      metrics: metrics.get(runId),
    })),
    metric,
    goal,
    scope,
    space: sampling.kind === 'unknown' ? undefined : sampling.parameterSpace,
    logBase: logBaseOf(sampling),
    policy: isJudged ? policy : undefined,
  };
}
