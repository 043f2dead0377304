import { compareByGoal, type PrimaryMetricGoal } from './primary-metric.js';

/** What has the value that it is sorted by: never NaN. */
interface Ranked {
  readonly bestPrimaryMetric: number;
}

/** As many are sorted by a comparator in less time than it takes to prepare anything else. */
const few = 8192;

/**
 * Sorts by value, the best under the goal first; ties keep the order given.
 *
 * Many numbers are sorted by their bits, 16 at a time, which takes a fifth of the time of a comparator.
 */
export function sortByValue<T extends Ranked>(items: readonly T[], goal: PrimaryMetricGoal): T[] {
  const keys = items.length > few && isLittleEndian() ? keysOf(items, goal) : undefined;
  if (keys === undefined) {
    return items.toSorted((a, b) => compareByGoal(goal, a.bestPrimaryMetric, b.bestPrimaryMetric));
  }
  const order = orderOf(keys);
  const sorted: T[] = [];
  for (let at = 0; at < order.length; at += 1) {
    const item = items[order[at] ?? 0];
    if (item !== undefined) sorted.push(item);
  }
  return sorted;
}

/**
 * The numbers by which items are sorted in ascending order.
 * @returns `undefined` where a value is no number: callers without types may pass bigints, which a double need not equal
 */
function keysOf(items: readonly Ranked[], goal: PrimaryMetricGoal): Float64Array | undefined {
  const keys = new Float64Array(items.length);
  let at = 0;
  for (const { bestPrimaryMetric } of items) {
    if (typeof bestPrimaryMetric !== 'number') return undefined;
    // With zero in it, both zeros are the same one: they tie.
    keys[at] = goal === 'maximize' ? 0 - bestPrimaryMetric : 0 + bestPrimaryMetric;
    at += 1;
  }
  return keys;
}

/** How many words of 16 bits a double has, and how many such words there are. */
const wordsOfDouble = 4;
const words = 2 ** 16;

/** The places of doubles in ascending order, ties by place: a radix sort from the lowest word to the highest. Changes the doubles. */
function orderOf(doubles: Float64Array): Uint32Array {
  const bits = new Uint16Array(doubles.buffer);
  makeAscending(bits);
  let order = new Uint32Array(doubles.length);
  for (let place = 0; place < order.length; place += 1) order[place] = place;
  let next = new Uint32Array(doubles.length);
  for (let word = 0; word < wordsOfDouble; word += 1) {
    placeByWord(bits, word, order, next);
    [order, next] = [next, order];
  }
  return order;
}

/** Sorts places by one word of their doubles; ties keep their order. */
function placeByWord(bits: Uint16Array, word: number, order: Uint32Array, sorted: Uint32Array): void {
  const starts = startsOf(bits, word);
  for (let at = 0; at < order.length; at += 1) {
    const place = order[at] ?? 0;
    const value = bits[place * wordsOfDouble + word] ?? 0;
    const start = starts[value] ?? 0;
    starts[value] = start + 1;
    sorted[start] = place;
  }
}

/** Makes bits that ascend as unsigned integers where the doubles ascend: the more negative, the greater its bits were. */
function makeAscending(bits: Uint16Array): void {
  for (let first = 0; first < bits.length; first += wordsOfDouble) {
    const last = first + wordsOfDouble - 1;
    const isNegative = (bits[last] ?? 0) >>> 15 === 1;
    if (isNegative) for (let at = first; at < last; at += 1) bits[at] = ~(bits[at] ?? 0);
    bits[last] = (bits[last] ?? 0) ^ (isNegative ? 0xffff : 0x8000);
  }
}

/** For each value of one word, how many doubles have a lower one there. */
function startsOf(bits: Uint16Array, word: number): Uint32Array {
  const starts = new Uint32Array(words + 1);
  for (let at = word; at < bits.length; at += wordsOfDouble) {
    const after = (bits[at] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let value = 1; value < words; value += 1) starts[value] = (starts[value] ?? 0) + (starts[value - 1] ?? 0);
  return starts;
}

/** Whether the lowest word of a double comes first, as on nearly all machines. */
function isLittleEndian(): boolean {
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
}
