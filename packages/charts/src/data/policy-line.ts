import { createPolicyJudge, judgesTrials, loggedValues } from '@hyperdrive-run/core/early-termination';
import type { ChartData } from './chart-data.js';

/** What a trial has to reach to be kept, by how many values it has logged. */
export interface PolicyLine {
  readonly points: readonly (readonly [interval: number, threshold: number])[];
  /** Why there is none although a policy judges, in a sentence. */
  readonly note?: string | undefined;
}

/** More decisions than this are not replayed for a drawing. */
const mostComparisons = 500_000;

/**
 * The line of an early termination policy: at each interval the worst value that it keeps, by what all trials have logged by now.
 * When a trial was judged, fewer had logged, so single decisions may have been others: `explain` replays those.
 */
export function policyLine({ trials, metric, goal, policy }: ChartData): PolicyLine | undefined {
  if (policy === undefined || !judgesTrials(policy) || policy.violations.length > 0) return undefined;
  const histories = trials
    .map(({ runId, metrics }) => ({ runId, values: loggedValues(metrics?.get(metric)) }))
    .filter(({ values }) => values.length > 0)
    .toSorted((a, b) => b.values.length - a.values.length);
  const [longest, ...others] = histories;
  if (longest === undefined) return undefined;
  if ((longest.values.length / policy.evaluationInterval) * histories.length > mostComparisons) {
    return { points: [], note: "The policy's line is left out: there are too many values to replay." };
  }
  const judge = createPolicyJudge(policy, goal);
  for (const { runId, values } of others) judge.restore(runId, values);
  const points = judge.add(longest.runId, longest.values).flatMap(({ interval, threshold }) => {
    const isDrawn = threshold !== undefined && Number.isFinite(threshold);
    return isDrawn ? [[interval, threshold] as const] : [];
  });
  return { points };
}
