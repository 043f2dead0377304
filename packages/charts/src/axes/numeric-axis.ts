import { formatNumber, formatTick } from '../text/format-number.js';
import type { Axis, AxisTick } from './axis.js';
import { isLogScale, type MetricScale } from './is-log-scale.js';
import { linearTicks, logTicks } from './numeric-ticks.js';

/** What a numeric axis covers. */
export interface NumericAxisOptions {
  readonly label: string;
  /** The finite values that have to have a place on it. */
  readonly values: Iterable<number>;
  /** The bounds of the search space, where it has some. */
  readonly bounds?: readonly [low: number, high: number] | undefined;
  /** Default `linear`. */
  readonly scale?: MetricScale | undefined;
  /** Whether it begins at 0. */
  readonly fromZero?: boolean | undefined;
  /** Whether it ends at its values, with no room beyond them. */
  readonly isTight?: boolean | undefined;
  /** About how many ticks. Default 5. */
  readonly ticks?: number | undefined;
  /** Writes a tick in another way than a number. */
  readonly format?: ((value: number) => string) | undefined;
}

/** Room at both ends of an axis, as a part of it. */
const margin = 0.04;
/** What rounding may put beyond an end. */
const tolerance = 1e-9;

/** An axis of numbers: linear, or logarithmic. */
export function numericAxis(options: NumericAxisOptions): Axis {
  const { label, bounds, ticks: wanted = 5 } = options;
  let [low, high] = extentOf([...options.values, ...(bounds ?? []), ...(options.fromZero === true ? [0] : [])]);
  const isLog = isLogScale(low, high, options.scale ?? 'linear');
  const project = isLog ? Math.log10 : (value: number): number => value;
  if (low === high) [low, high] = around(low, isLog);
  // Halves: between the largest numbers there is no difference that is a number.
  const [from, to] = [project(low) / 2, project(high) / 2];
  const span = to - from;
  const [before, within] =
    options.isTight === true ? [0, 1] : [options.fromZero === true && low === 0 ? 0 : margin, 1 - 2 * margin];
  const place = (value: number): number | undefined => {
    // What is smaller than half of the smallest number has no half.
    const part = span > 0 ? (project(value) / 2 - from) / span : value <= low ? 0 : 1;
    if (part < -tolerance || part > 1 + tolerance) return undefined;
    return before + within * Math.min(1, Math.max(0, part));
  };
  const beyond = (part: number): number => {
    const projected = 2 * (from + span * part);
    return isLog ? 10 ** projected : projected;
  };
  const [first, last] = [beyond(-before / within), beyond(1 + (1 - before - within) / within)];
  const isRoomy = Number.isFinite(first) && Number.isFinite(last) && (!isLog || first > 0);
  const covered = isRoomy ? { low: first, high: last } : { low, high };
  const partOf = (value: number): number => before + within * ((project(value) / 2 - from) / span);
  const isInside = ({ at }: AxisTick): boolean => at >= 0 && at <= 1;
  const found = isLog ? logAxisTicks(covered, wanted) : linearAxisTicks(covered, wanted);
  return {
    kind: isLog ? 'log' : 'linear',
    label: isLog ? `${label} (log)` : label,
    ticks: found
      .map(({ value, text }) => ({ at: partOf(value), text: options.format?.(value) ?? text }))
      .filter(isInside),
    place: (value) => (isDrawable(value, isLog) ? place(Number(value)) : undefined),
    valueAt: (part) => beyond(Math.min(1, Math.max(0, (part - before) / within))),
    range: bounds && [place(bounds[0]) ?? 0, place(bounds[1]) ?? 1],
  };
}

interface Domain {
  readonly low: number;
  readonly high: number;
}

interface NumericTick {
  readonly value: number;
  readonly text: string;
}

function linearAxisTicks({ low, high }: Domain, wanted: number): readonly NumericTick[] {
  const { step, values } = linearTicks(low, high, wanted);
  const isEven = values.length > 2;
  return values.map((value) => ({ value, text: isEven ? formatTick(value, step) : formatNumber(value) }));
}

function logAxisTicks({ low, high }: Domain, wanted: number): readonly NumericTick[] {
  return logTicks(low, high, wanted).map((value) => ({ value, text: formatNumber(value) }));
}

function isDrawable(value: unknown, isLog: boolean): boolean {
  if (typeof value !== 'number' && typeof value !== 'bigint') return false;
  const number = Number(value);
  return Number.isFinite(number) && (!isLog || number > 0);
}

function extentOf(values: readonly number[]): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}

/** A value alone is in the middle of its axis. */
function around(value: number, isLog: boolean): [low: number, high: number] {
  const most = Number.MAX_VALUE;
  if (isLog) return [value / 2, Math.min(most, value * 2)];
  const room = Math.abs(value) / 2 || 1;
  return [Math.max(-most, value - room), Math.min(most, value + room)];
}
