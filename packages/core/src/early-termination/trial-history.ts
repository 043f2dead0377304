import { compareByGoal, type PrimaryMetricGoal } from '../primary-metric.js';

/** What a trial has logged of the primary metric, as the policies ask for it. */
export interface TrialStanding {
  readonly runId: string;
  /** The best usable one of the first `count` values, or of all where there are fewer. `undefined` where none is usable. */
  bestAt(count: number): number | undefined;
  /** The mean of the usable ones of the first `count` values, or of all where there are fewer. */
  averageAt(count: number): number | undefined;
}

/** A trial's values as they are committed. */
export interface TrialHistory extends TrialStanding {
  /** How many values were logged, unusable ones included. */
  readonly length: number;
  /** Takes the next value; NaN is one that was logged but cannot be ranked. */
  add(value: number): void;
}

/**
 * Keeps what later questions need and no more: where the best changed, and the sums at the intervals. `averageAt` is
 * asked for multiples of `interval` only.
 */
export function createTrialHistory(runId: string, goal: PrimaryMetricGoal, interval: number): TrialHistory {
  /** Where the best value changed (counted from 1), and to what. */
  const changes: { readonly at: number; readonly best: number }[] = [];
  /** The average at each multiple of the interval. */
  const averages: (number | undefined)[] = [];
  let length = 0;
  let sum = 0;
  let usable = 0;

  function add(value: number): void {
    length += 1;
    if (!Number.isNaN(value)) {
      sum += value;
      usable += 1;
      const best = changes.at(-1)?.best;
      if (best === undefined || compareByGoal(goal, value, best) < 0) changes.push({ at: length, best: value });
    }
    if (length % interval === 0) averages.push(meanOf(sum, usable));
  }

  return {
    runId,
    get length() {
      return length;
    },
    add,
    bestAt: (count) => lastChange(changes, count)?.best,
    averageAt: (count) => (count >= length ? meanOf(sum, usable) : averages[count / interval - 1]),
  };
}

/** `undefined` where there is nothing to average, and for infinities of both signs, which have no mean. */
export function meanOf(sum: number, count: number): number | undefined {
  return count === 0 || Number.isNaN(sum) ? undefined : sum / count;
}

/** The last change at or before a position, by bisection. */
function lastChange<T extends { readonly at: number }>(changes: readonly T[], position: number): T | undefined {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.at ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return changes[low - 1];
}
