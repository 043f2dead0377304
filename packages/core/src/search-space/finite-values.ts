import type { ParameterExpression, QuantizedRangeExpression } from '../config/model/parameter-expression.js';
import type { JsonValue } from '../json/json-value.js';
import { boundedMultiples } from './bounded-multiples.js';
import { constantValue } from './constant-value.js';
import { valueIdentity } from './value-identity.js';

/** The different values that a hyperparameter can have, where they are finitely many. */
export interface FiniteValues {
  readonly count: bigint;
  /** A value by its number, from 0 to `count - 1`. */
  at(index: bigint): JsonValue;
  /** The number of a value; `undefined` where it is none of them. */
  indexOf(value: JsonValue): bigint | undefined;
}

/** Up to here a multiple is distinguished from its neighbours, and its number is found again, in doubles. */
const mostExact = 2 ** 50;
/** So many multiples are looked at one by one where doubles cannot tell all of them apart. */
const mostListed = 65_536;

/**
 * The values of an expression: of `choice` those that differ, of `randint` all, of `quniform` and `qloguniform` the
 * multiples that the bounds leave, of any other expression the one value of an interval or a deviation of width 0.
 * @param logBase the base of the `log...` expressions; default e
 * @returns `undefined` where they are not finitely many, or not known
 */
export function finiteValues(expression: ParameterExpression, logBase?: number): FiniteValues | undefined {
  switch (expression.kind) {
    case 'choice':
      return listedValues(expression.values);
    case 'randint':
      return wholeNumbers(BigInt(expression.upper));
    case 'quniform':
    case 'qloguniform':
      return multiples(expression, logBase);
    default: {
      const constant = constantValue(expression, logBase);
      return constant === undefined ? undefined : listedValues([constant]);
    }
  }
}

function listedValues(values: Iterable<JsonValue>): FiniteValues {
  const listed: JsonValue[] = [];
  const indexes = new Map<string, bigint>();
  for (const value of values) {
    const identity = valueIdentity(value);
    if (indexes.has(identity)) continue;
    indexes.set(identity, BigInt(listed.length));
    listed.push(value);
  }
  return {
    count: BigInt(listed.length),
    at: (index) => listed[Number(index)] ?? null,
    indexOf: (value) => indexes.get(valueIdentity(value)),
  };
}

function wholeNumbers(count: bigint): FiniteValues {
  return {
    count,
    at: (index) => (index <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(index) : index),
    indexOf(value) {
      const isWhole = typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
      const index = isWhole ? BigInt(value) : -1n;
      return index >= 0n && index < count ? index : undefined;
    },
  };
}

function multiples(expression: QuantizedRangeExpression, logBase: number | undefined): FiniteValues | undefined {
  const { grid, first, last } = boundedMultiples(expression, logBase);
  if (!Number.isFinite(first) || !Number.isFinite(last)) return undefined;
  const isExact = Math.max(Math.abs(first), Math.abs(last)) <= mostExact;
  if (!isExact && last - first < mostListed) {
    return listedValues(Array.from({ length: last - first + 1 }, (_, index) => grid.at(first + index)));
  }
  const lowest = BigInt(first);
  return {
    count: BigInt(last) - lowest + 1n,
    at: (index) => grid.at(Number(lowest + index)),
    indexOf(value) {
      if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
      const index = grid.nearest(Number(value));
      return index >= first && index <= last && grid.at(index) === Number(value) ? BigInt(index) - lowest : undefined;
    },
  };
}
