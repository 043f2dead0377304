import { createExactSum, type ExactMean } from '../metrics/exact-mean.js';
import { compareByGoal, type PrimaryMetricGoal } from '../ranking/primary-metric.js';

/** What a trial has logged of the primary metric, as the policies ask for it. */
export interface TrialStanding {
  readonly runId: string;
  /** The best usable one of the first `count` values, or of all where there are fewer. `undefined` where none is usable. */
  bestAt(count: number): number | undefined;
  /** The mean of the usable ones of the first `count` values, or of all where there are fewer. */
  averageAt(count: number): ExactMean | undefined;
}

/** A trial's values as they are committed. */
export interface TrialHistory extends TrialStanding {
  /** How many values were logged, unusable ones included. */
  readonly length: number;
  /** Takes the next value; NaN is one that was logged but cannot be ranked. */
  add(value: number): void;
}

/** What a trial's history is to keep. */
export interface TrialHistoryOptions {
  readonly goal: PrimaryMetricGoal;
  /** `averageAt` is asked for multiples of it only. */
  readonly interval: number;
  /** Whether `averageAt` is asked at all: averages take most of the room. */
  readonly keepsAverages: boolean;
}

/** Keeps what later questions need and no more: where the best changed, and the averages at the intervals. */
export function createTrialHistory(runId: string, options: TrialHistoryOptions): TrialHistory {
  const { goal, interval, keepsAverages } = options;
  /** Where the best value changed (counted from 1), and to what. */
  const changes: { readonly at: number; readonly best: number }[] = [];
  /** The average at each multiple of the interval. */
  const averages: (ExactMean | undefined)[] = [];
  const sum = createExactSum();
  let length = 0;

  function add(value: number): void {
    length += 1;
    if (!Number.isNaN(value)) {
      if (keepsAverages) sum.add(value);
      const best = changes.at(-1)?.best;
      if (best === undefined || compareByGoal(goal, value, best) < 0) changes.push({ at: length, best: value });
    }
    if (keepsAverages && length % interval === 0) averages.push(sum.mean());
  }

  return {
    runId,
    get length() {
      return length;
    },
    add,
    bestAt: (count) => lastChange(changes, count)?.best,
    averageAt: (count) => (count >= length ? sum.mean() : averages[count / interval - 1]),
  };
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
