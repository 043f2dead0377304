import type { ParameterExpression } from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import {
  type BoundedMultiples,
  boundedMultiples,
  createGridOfMultiples,
  powerOf,
} from '@hyperdrive-run/core/search-space';
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
 * they stay inside the bounds: a value that would be rounded out of them becomes the last multiple inside. Where no
 * multiple lies between the bounds, it is what the formula gives.
 *
 * @returns `undefined` where the expression has no value at all: an unknown one, or an empty choice
 */
export function createDraw(expression: ParameterExpression, options: DrawOptions = {}): DrawValue | undefined {
  const { logBase } = options;
  const power = powerOf(logBase);
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
    case 'quniform':
      return quantized(
        uniformBetween(Number(expression.minValue), Number(expression.maxValue)),
        boundedMultiples(expression),
      );
    case 'qloguniform': {
      const exponent = uniformBetween(Number(expression.minValue), Number(expression.maxValue));
      return quantized((random) => power(exponent(random)), boundedMultiples(expression, logBase));
    }
    case 'normal':
      return normal(Number(expression.mu), Number(expression.sigma));
    case 'lognormal': {
      const exponent = normal(Number(expression.mu), Number(expression.sigma));
      return (random) => power(exponent(random));
    }
    case 'qnormal': {
      const draw = normal(Number(expression.mu), Number(expression.sigma));
      return quantized(draw, { grid: createGridOfMultiples(Number(expression.q)) });
    }
    case 'qlognormal': {
      const exponent = normal(Number(expression.mu), Number(expression.sigma));
      return quantized((random) => power(exponent(random)), { grid: createGridOfMultiples(Number(expression.q)) });
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

/** Rounds to multiples of `q`. Of more multiples than doubles can count, the nearest one is the value itself. */
function quantized(
  draw: DrawNumber,
  {
    grid,
    first = Number.NEGATIVE_INFINITY,
    last = Number.POSITIVE_INFINITY,
  }: Pick<BoundedMultiples, 'grid'> & Partial<BoundedMultiples>,
): DrawNumber {
  return (random) => {
    const value = draw(random);
    const index = Math.min(last, Math.max(first, grid.nearest(value)));
    return Number.isFinite(index) ? grid.at(index) : value;
  };
}

function toJsonInteger(value: bigint): JsonValue {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}
