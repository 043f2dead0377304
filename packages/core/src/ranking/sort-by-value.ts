import { compareByGoal, type PrimaryMetricGoal } from './primary-metric.js';

/** What has the value that it is sorted by: never NaN. */
interface Ranked {
  readonly bestPrimaryMetric: number;
}

/** As many are sorted by a comparator in less time than it takes to prepare anything else. */
const few = 16_384;

/**
 * Sorts by value, the best under the goal first; ties keep the order given. Many are first put nearly in order, which leaves
 * the comparator nothing or one comparison for each.
 */
export function sortByValue<T extends Ranked>(items: readonly T[], goal: PrimaryMetricGoal): T[] {
  const compare = (a: T, b: T): number => compareByGoal(goal, a.bestPrimaryMetric, b.bestPrimaryMetric);
  const sorted = items.length > few ? sortNearly(items, goal) : [...items];
  return sorted.every((item, at) => at === 0 || compare(sorted[at - 1] ?? item, item) <= 0)
    ? sorted
    : sorted.toSorted(compare);
}

/**
 * Sorts by the values without their lowest bits, which puts no two in the wrong order, and by place, which has the room of
 * these bits and keeps the order of ties. Both make one integer, and integers the platform sorts fast by itself. Where a
 * machine stores the higher half of a number first, the result is no order, but ties keep theirs there too.
 */
function sortNearly<T extends { readonly bestPrimaryMetric: number | bigint }>(
  items: readonly T[],
  goal: PrimaryMetricGoal,
): T[] {
  const keys = new BigUint64Array(items.length);
  const values = new Float64Array(keys.buffer);
  const halves = new Int32Array(keys.buffer);
  const places = 2 ** (32 - Math.clz32(items.length)) - 1;
  let at = 0;
  for (const { bestPrimaryMetric } of items) {
    // Callers without types may pass bigints. With zero in it, both zeros are the same one: they tie.
    const value = Number(bestPrimaryMetric);
    values[at] = goal === 'maximize' ? 0 - value : 0 + value;
    // Bits that ascend as unsigned integers where the values ascend: those of negative ones descend.
    const higher = halves[2 * at + 1] ?? 0;
    const sign = higher >> 31;
    halves[2 * at + 1] = higher ^ (sign | 0x80000000);
    halves[2 * at] = (((halves[2 * at] ?? 0) ^ sign) & ~places) | at;
    at += 1;
  }
  keys.sort();
  const sorted = [...items];
  for (at = 0; at < sorted.length; at += 1) {
    const item = items[(halves[2 * at] ?? 0) & places];
    if (item) sorted[at] = item;
  }
  return sorted;
}
