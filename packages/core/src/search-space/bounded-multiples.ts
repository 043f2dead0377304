import type { QuantizedRangeExpression } from '../config/model/parameter-expression.js';
import { createGridOfMultiples, type GridOfMultiples } from './grid-of-multiples.js';
import { powerOf } from './power-of.js';

/** The multiples of `q` that a bounded quantized expression takes. */
export interface BoundedMultiples {
  readonly grid: GridOfMultiples;
  /** The numbers of the lowest and the highest multiple; infinite where doubles cannot count so many. */
  readonly first: number;
  readonly last: number;
}

/**
 * The multiples inside the bounds. Where there is none, those that the values between the bounds are rounded to:
 * `qloguniform(-6, -1, 1)` is 0, as the formula says.
 * @param logBase the base of `qloguniform`; default e
 */
export function boundedMultiples(expression: QuantizedRangeExpression, logBase?: number): BoundedMultiples {
  const grid = createGridOfMultiples(Number(expression.q));
  const [min, max] = [Number(expression.minValue), Number(expression.maxValue)];
  const power = powerOf(logBase);
  const isLog = expression.kind === 'qloguniform';
  const [low = 0, high = 0] = isLog ? [power(min), power(max)].toSorted((a, b) => a - b) : [min, max];
  let [first, last] = [grid.firstFrom(min), grid.lastUpTo(max)];
  if (isLog) {
    const logarithm = (value: number): number =>
      logBase === undefined ? Math.log(value) : Math.log(value) / Math.log(logBase);
    // The bounds are exponents, so they are compared as such: the power of a bound is rounded and may miss the
    // multiple that it represents.
    const isInside = (index: number): boolean => {
      const value = grid.at(index);
      return value === low || value === high || (logarithm(value) >= min && logarithm(value) <= max);
    };
    first = Math.max(1, grid.nearest(low));
    if (!isInside(first)) first += 1;
    last = grid.nearest(high);
    if (last > 0 && !isInside(last)) last -= 1;
  }
  return first > last ? { grid, first: grid.nearest(low), last: grid.nearest(high) } : { grid, first, last };
}
