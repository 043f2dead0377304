import { type Metric, usableValues } from '@hyperdrive-run/core';
import type { Chart, ChartPoint, ChartSize } from './chart.js';
import type { LineScale } from './values-span.js';

/** A line is at most this many stretches of its values, each drawn from its lowest to its highest or the other way. */
const stretches = 100;

/**
 * The line through a metric's finite values, in the order in which they were logged; `undefined` for fewer than two.
 * @param scale what is drawn from the bottom to the top: one for all lines that are compared
 */
export function layoutSparkline(
  metric: Metric | undefined,
  size: ChartSize,
  { low, high, isLog }: LineScale,
): Chart | undefined {
  const numbers = usableValues(metric).flatMap(({ value }) => (Number.isFinite(value) ? [value] : []));
  if (numbers.length < 2) return undefined;
  const project = isLog ? Math.log10 : (value: number): number => value;
  const [bottom, range] = [project(low), project(high) - project(low) || 1];
  const drawn = thinOut(numbers);
  const points = drawn.map(
    (value, position): ChartPoint => [
      (position / (drawn.length - 1)) * size.width,
      size.height - ((project(value) - bottom) / range) * size.height,
    ],
  );
  const summary = `${numbers.length} values from ${numbers[0]} to ${numbers.at(-1)}`;
  return { size, marks: [{ kind: 'line', points }], summary };
}

/** Long series keep the extremes of each stretch, in their order: a peak is seen however long the training was. */
function thinOut(numbers: readonly number[]): readonly number[] {
  if (numbers.length <= 2 * stretches) return numbers;
  return Array.from({ length: stretches }, (_, stretch) => {
    const from = Math.floor((stretch * numbers.length) / stretches);
    const to = Math.floor(((stretch + 1) * numbers.length) / stretches);
    let [lowest, highest] = [from, from];
    for (let at = from; at < to; at += 1) {
      if ((numbers[at] ?? 0) < (numbers[lowest] ?? 0)) lowest = at;
      if ((numbers[at] ?? 0) > (numbers[highest] ?? 0)) highest = at;
    }
    return [numbers[Math.min(lowest, highest)] ?? 0, numbers[Math.max(lowest, highest)] ?? 0];
  }).flat();
}
