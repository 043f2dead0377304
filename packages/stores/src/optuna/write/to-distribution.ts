import type { ParameterExpression } from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { valueIdentity } from '@hyperdrive-run/core/search-space';
import { writeExactly } from '../model/exact-text.js';

/** A distribution as Optuna keeps it, and the number that it keeps of a value. */
export interface WrittenDistribution {
  readonly json: string;
  readonly internalOf: (value: JsonValue) => number;
}

/**
 * The distribution that a hyperparameter's values are shown under in Optuna. It contains every value that was tried: Optuna
 * refuses a trial with one outside. So a range is as wide as the search space says, and wider where values are. A normal
 * distribution, which has no bounds, and a hyperparameter that the space does not have, are the range of their values;
 * everything that is no range is a list.
 * @param values those that were tried, at least one
 */
export function toDistribution(
  expression: ParameterExpression | undefined,
  values: readonly JsonValue[],
): WrittenDistribution {
  if (expression?.kind === 'choice') return toCategorical(expression.values, values);
  const numbers = values.filter((value) => typeof value === 'number' || typeof value === 'bigint').map(Number);
  const isRange = numbers.length === values.length && numbers.every(Number.isFinite);
  return isRange ? toRange(boundsOf(expression), numbers, expression === undefined) : toCategorical([], values);
}

interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly isLog: boolean;
  /** The distance of values, where they are on a grid. */
  readonly q: number | undefined;
}

function toRange({ low, high, isLog, q }: Bounds, numbers: readonly number[], isUnknown: boolean): WrittenDistribution {
  const [least, greatest] = [Math.min(low, ...numbers), Math.max(high, ...numbers)];
  const isInt = (isUnknown || q !== undefined) && [least, greatest, ...numbers].every(Number.isInteger);
  const areLogarithmic = isLog && least > 0;
  const isOnGrid = q !== undefined && [greatest, ...numbers].every((value) => isMultiple(value - least, q));
  const wholeStep = isInt && !areLogarithmic && isOnGrid && Number.isInteger(q) ? q : 1;
  const step = isInt ? wholeStep : areLogarithmic || !isOnGrid ? null : q;
  const attributes = new Map<string, JsonValue>([
    ['low', least],
    ['high', greatest],
    ['log', areLogarithmic],
    ['step', step ?? null],
  ]);
  return { json: distributionJson(isInt ? 'Int' : 'Float', attributes), internalOf: Number };
}

const unbounded: Bounds = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY, isLog: false, q: undefined };

function boundsOf(expression: ParameterExpression | undefined): Bounds {
  switch (expression?.kind) {
    case 'randint':
      return { low: 0, high: Number(expression.upper) - 1, isLog: false, q: 1 };
    case 'uniform':
      return { low: Number(expression.minValue), high: Number(expression.maxValue), isLog: false, q: undefined };
    case 'quniform': {
      const q = Number(expression.q);
      const [low, high] = [onGrid(Number(expression.minValue), q), onGrid(Number(expression.maxValue), q)];
      return { low, high, isLog: false, q };
    }
    case 'loguniform': {
      const [low, high] = [Math.exp(Number(expression.minValue)), Math.exp(Number(expression.maxValue))];
      return { low, high, isLog: true, q: undefined };
    }
    case 'qloguniform': {
      const q = Number(expression.q);
      const [low, high] = [Math.exp(Number(expression.minValue)), Math.exp(Number(expression.maxValue))];
      return { low: Math.max(onGrid(low, q), q), high: onGrid(high, q), isLog: q === 1, q };
    }
    default:
      return unbounded;
  }
}

function onGrid(value: number, q: number): number {
  return Math.round(value / q) * q;
}

function isMultiple(distance: number, q: number): boolean {
  const steps = distance / q;
  return Math.abs(steps - Math.round(steps)) < 1e-8;
}

function toCategorical(listed: readonly JsonValue[], tried: readonly JsonValue[]): WrittenDistribution {
  const places = new Map<string, number>();
  const choices: JsonValue[] = [];
  for (const value of [...listed, ...tried]) {
    const identity = valueIdentity(value);
    if (places.has(identity)) continue;
    places.set(identity, choices.length);
    choices.push(value);
  }
  return {
    json: distributionJson('Categorical', new Map([['choices', choices]])),
    internalOf: (value) => places.get(valueIdentity(value)) ?? 0,
  };
}

function distributionJson(kind: string, attributes: ReadonlyMap<string, JsonValue>): string {
  return writeExactly(
    new Map<string, JsonValue>([
      ['name', `${kind}Distribution`],
      ['attributes', attributes],
    ]),
  );
}
