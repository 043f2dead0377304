import { type JsonValue, type Run, type RunMetrics, type Workspace } from '@hyperdrive-run/sdk';
import type { ComparedRun } from './compared-runs.js';
import { readTrialResult } from './trial-result.js';

/** What a trial reached and logged, and what it tried, in lines that two trials can be compared by. */
export async function describeTrialForComparison(workspace: Workspace, run: Run): Promise<ComparedRun> {
  const [result, metrics] = await Promise.all([readTrialResult(workspace, run), run.getMetrics()]);
  const { startTime, endTime, status } = run.record ?? {};
  return {
    runId: run.id,
    results: new Map<string, JsonValue | undefined>([
      [`best ${result?.primaryMetric?.name ?? ''}`.trim(), result?.value],
      ['status', status],
      ['seconds', startTime && endTime ? (endTime.getTime() - startTime.getTime()) / 1000 : undefined],
      ...lastValues(metrics),
    ]),
    settings: new Map<string, JsonValue>(result?.hyperparameters ?? []),
  };
}

function lastValues(metrics: RunMetrics): [string, JsonValue | undefined][] {
  return [...metrics.values()].flatMap((metric): [string, JsonValue | undefined][] =>
    metric.kind === 'scalar' ? [[`last ${metric.name}`, metric.points.at(-1)?.value]] : [],
  );
}
