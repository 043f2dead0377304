import type { JsonValue, ParameterExpression } from '@hyperdrive-run/core';
import { createGridOfMultiples, type GridOfMultiples } from './grid-of-multiples.js';
import type { RandomSource } from './random-source.js';

/** What all draws of one sweep share. */
export interface DrawOptions {
  /**
   * The base of the `log...` expressions: `loguniform` gives base^u with u uniform between its bounds, `lognormal`
   * base^z with z normal. Default: e.
   */
  readonly logBase?: number | undefined;
}

/** Draws one value of a parameter expression that {@link isDrawable}. */
export type DrawValue = (random: RandomSource) => JsonValue;

/**
 * Makes the function that draws values of an expression.
 *
 * Quantized values are multiples of `q`, exact in decimals, as `round(value / q) * q`; of `quniform` and `qloguniform`
 * they stay inside the bounds: a value that would be rounded out of them becomes the last multiple inside.
 *
 * @returns `undefined` where the expression has no value at all: an unknown one, or no multiple of `q` in the bounds
 */
export function createDraw(expression: ParameterExpression, options: DrawOptions = {}): DrawValue | undefined {
  const { logBase } = options;
  const power = (exponent: number): number => (logBase === undefined ? Math.exp(exponent) : logBase ** exponent);
  const logarithm = (value: number): number =>
    logBase === undefined ? Math.log(value) : Math.log(value) / Math.log(logBase);
  switch (expression.kind) {
    case 'choice': {
      const { values } = expression;
      return values.length === 0 ? undefined : (random) => values[random.integerBelow(values.length)] ?? null;
    }
    case 'randint': {
      const upper = BigInt(expression.upper);
      const isSmall = upper <= BigInt(Number.MAX_SAFE_INTEGER);
      return (random) => (isSmall ? random.integerBelow(Number(upper)) : toJsonInteger(random.bigIntegerBelow(upper)));
    }
    case 'uniform':
      return uniformBetween(Number(expression.minValue), Number(expression.maxValue));
    case 'loguniform': {
      const exponent = uniformBetween(Number(expression.minValue), Number(expression.maxValue));
      return (random) => power(exponent(random));
    }
    case 'quniform': {
      const [min, max] = [Number(expression.minValue), Number(expression.maxValue)];
      const grid = createGridOfMultiples(Number(expression.q));
      return quantized(uniformBetween(min, max), grid, grid.firstFrom(min), grid.lastUpTo(max));
    }
    case 'qloguniform': {
      const [min, max] = [Number(expression.minValue), Number(expression.maxValue)];
      const grid = createGridOfMultiples(Number(expression.q));
      const exponent = uniformBetween(min, max);
      const [low = 0, high = 0] = [power(min), power(max)].toSorted((a, b) => a - b);
      // The bounds are exponents, so they are compared as such: the power of a bound is rounded and may miss the
      // multiple that it stands for.
      const isInside = (index: number): boolean => {
        const value = grid.at(index);
        return value === low || value === high || (logarithm(value) >= min && logarithm(value) <= max);
      };
      let first = Math.max(1, grid.nearest(low));
      if (!isInside(first)) first += 1;
      let last = grid.nearest(high);
      if (last > 0 && !isInside(last)) last -= 1;
      return quantized((random) => power(exponent(random)), grid, first, last);
    }
    case 'normal':
      return normal(Number(expression.mu), Number(expression.sigma));
    case 'lognormal': {
      const exponent = normal(Number(expression.mu), Number(expression.sigma));
      return (random) => power(exponent(random));
    }
    case 'qnormal': {
      const draw = normal(Number(expression.mu), Number(expression.sigma));
      return quantized(draw, createGridOfMultiples(Number(expression.q)));
    }
    case 'qlognormal': {
      const exponent = normal(Number(expression.mu), Number(expression.sigma));
      const grid = createGridOfMultiples(Number(expression.q));
      return quantized((random) => power(exponent(random)), grid);
    }
    default:
      return undefined;
  }
}

type DrawNumber = (random: RandomSource) => number;

function uniformBetween(min: number, max: number): DrawNumber {
  return (random) => {
    const share = random.uniform();
    // Not min + share * (max - min): the difference of two large bounds may be no finite number.
    return Math.min(max, Math.max(min, min * (1 - share) + max * share));
  };
}

function normal(mu: number, sigma: number): DrawNumber {
  return (random) => mu + sigma * random.standardNormal();
}

function quantized(
  draw: DrawNumber,
  grid: GridOfMultiples,
  first = Number.NEGATIVE_INFINITY,
  last = Number.POSITIVE_INFINITY,
): DrawNumber | undefined {
  if (first > last) return undefined;
  return (random) => grid.at(Math.min(last, Math.max(first, grid.nearest(draw(random)))));
}

function toJsonInteger(value: bigint): JsonValue {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}
