import type { PrimaryMetricGoal } from '../../primary-metric.js';
import type { JudgingPolicy } from '../policy-decision.js';
import type { SweepEvent } from './arbitrary-sweep.js';

/** A decision as the definition gives it: whom, when, and whether. */
export interface DefinedDecision {
  readonly runId: string;
  readonly interval: number;
  readonly stop: boolean;
}

/**
 * The definition of the policies written down a second time, the slow way, value by value and from the whole history:
 * nothing of it is shared with the rules under test.
 */
export function judgeByDefinition(
  policy: JudgingPolicy,
  goal: PrimaryMetricGoal,
  events: readonly SweepEvent[],
): DefinedDecision[] {
  const logged = new Map<string, number[]>();
  const ended = new Set<string>();
  const decisions: DefinedDecision[] = [];
  for (const event of events) {
    if (event.kind === 'end') {
      ended.add(event.runId);
      continue;
    }
    const { runId } = event;
    for (const value of event.values) {
      const own = [...(logged.get(runId) ?? []), value];
      logged.set(runId, own);
      const interval = own.length;
      if (interval % policy.evaluationInterval !== 0 || interval < policy.delayEvaluation) continue;
      const y = bestOf(goal, own);
      if (y === undefined) continue;
      const counted = [...logged].filter(
        ([id]) => id === runId || policy.excludeFinishedJobs !== true || !ended.has(id),
      );
      const firsts = counted
        .map(([, values]) => values.slice(0, interval).filter((number) => number === number))
        .filter((values) => values.length > 0);
      decisions.push({ runId, interval, stop: isStopped(policy, goal, y, firsts) });
    }
  }
  return decisions;
}

function isStopped(policy: JudgingPolicy, goal: PrimaryMetricGoal, y: number, firsts: readonly number[][]): boolean {
  const bests = firsts.map((values) => bestOf(goal, values) ?? Number.NaN);
  const isWorse = (a: number, b: number): boolean => (goal === 'maximize' ? a < b : a > b);
  if (policy.kind === 'bandit') {
    const best = bestOf(goal, bests) ?? y;
    if (!isWorse(y, best)) return false;
    if (Math.abs(y) === Infinity || Math.abs(best) === Infinity) return true;
    const [low, high] = y < best ? [y, best] : [best, y];
    if (policy.slackFactor !== undefined) return low + policy.slackFactor * Math.abs(low) < high;
    return high - low > (policy.slackAmount ?? Number.NaN);
  }
  if (policy.kind === 'truncation-selection') {
    const noBetter = bests.filter((other) => !isWorse(y, other)).length;
    return noBetter <= Math.floor((policy.truncationPercentage * bests.length) / 100);
  }
  const averages = firsts
    .map((values) => {
      let sum = 0;
      for (const value of values) sum += value;
      return sum / values.length;
    })
    .filter((average) => average === average)
    .toSorted((a, b) => (a < b ? -1 : Number(a > b)));
  const middle = averages.slice(Math.ceil(averages.length / 2) - 1, Math.floor(averages.length / 2) + 1);
  const [lower = Number.NaN, upper = lower] = middle;
  return isWorse(y, lower === upper ? lower : lower / 2 + upper / 2);
}

function bestOf(goal: PrimaryMetricGoal, values: readonly number[]): number | undefined {
  const usable = values.filter((value) => value === value);
  if (usable.length === 0) return undefined;
  return goal === 'maximize' ? Math.max(...usable) : Math.min(...usable);
}
