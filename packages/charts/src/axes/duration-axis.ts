import { formatDuration } from '../text/format-duration.js';
import type { Axis } from './axis.js';
import { numericAxis } from './numeric-axis.js';

/** Steps at which clocks are read, in milliseconds: from a millisecond to a week, then multiples of it. */
const steps: readonly number[] = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
  900_000, 1_800_000, 3_600_000, 7_200_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000, 172_800_000, 604_800_000,
];

/** An axis of lengths of time in milliseconds, with ticks at whole seconds, minutes, hours or days. */
export function durationAxis(label: string, values: readonly number[], wanted: number): Axis {
  const axis = numericAxis({ label, values, isTight: true });
  const last = values.reduce((most, value) => Math.max(most, value), 0);
  const rough = last / Math.max(1, wanted);
  const week = 604_800_000;
  const step = steps.find((candidate) => candidate >= rough) ?? Math.ceil(rough / week) * week;
  const count = Math.floor(last / step);
  const ticks = Array.from({ length: Number.isFinite(count) ? count + 1 : 0 }, (_, index) => ({
    at: axis.place(index * step) ?? 0,
    text: formatDuration(index * step),
  }));
  return { ...axis, ticks };
}
