import { compareByGoal, type PrimaryMetricGoal } from './primary-metric.js';

/** What has the value that it is sorted by: never NaN. */
interface Ranked {
  readonly bestPrimaryMetric: number;
}

/** As many are sorted by a comparator in less time than it takes to prepare anything else. */
const few = 16_384;

/**
 * Sorts by value, the best under the goal first; ties keep the order given. Many are first put nearly in order, which leaves
 * the comparator one comparison for each.
 */
export function sortByValue<T extends Ranked>(items: readonly T[], goal: PrimaryMetricGoal): T[] {
  return (items.length > few ? sortNearly(items, goal) : items).toSorted((a, b) =>
    compareByGoal(goal, a.bestPrimaryMetric, b.bestPrimaryMetric),
  );
}

/**
 * Sorts by the values rounded to 32 bits, which puts no two in the wrong order and keeps that of ties: a radix sort by two
 * digits. Where a machine stores the lower digit last, the result is no order, but ties keep theirs there too.
 */
function sortNearly<T extends { readonly bestPrimaryMetric: number | bigint }>(
  items: readonly T[],
  goal: PrimaryMetricGoal,
): T[] {
  const bits = new Int32Array(items.length);
  const floats = new Float32Array(bits.buffer);
  const digits = new Uint16Array(bits.buffer);
  let order = new Uint32Array(items.length);
  let at = 0;
  for (const { bestPrimaryMetric } of items) {
    // Callers without types may pass bigints. With zero in it, both zeros are the same one: they tie.
    const value = Number(bestPrimaryMetric);
    floats[at] = goal === 'maximize' ? 0 - value : 0 + value;
    // Bits that ascend as unsigned integers where the floats ascend: those of negative ones descend.
    const float = bits[at] ?? 0;
    bits[at] = float ^ ((float >> 31) | 0x80000000);
    order[at] = at;
    at += 1;
  }
  for (let half = 0; half < 2; half += 1) {
    // For each digit, how many have a lower one: where the first one with it belongs.
    const starts = new Uint32Array(65_537);
    const next = new Uint32Array(items.length);
    for (at = half; at < digits.length; at += 2) {
      const above = (digits[at] ?? 0) + 1;
      starts[above] = (starts[above] ?? 0) + 1;
    }
    for (at = 1; at < 65_536; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
    for (const place of order) {
      const digit = digits[2 * place + half] ?? 0;
      at = starts[digit] ?? 0;
      next[at] = place;
      starts[digit] = at + 1;
    }
    order = next;
  }
  const sorted: T[] = [];
  for (const place of order) {
    const item = items[place];
    if (item) sorted.push(item);
  }
  return sorted;
}
