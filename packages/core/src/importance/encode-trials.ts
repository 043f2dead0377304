import type { ParameterExpression } from '../config/model/parameter-expression.js';
import type { ParameterSpace } from '../config/model/parameter-space.js';
import type { Hyperparameters } from '../hyperparameters/hyperparameters.js';
import type { JsonValue } from '../json/json-value.js';
import { writeJson } from '../json/write-json.js';

/** A hyperparameter whose values have an order: a number, or its logarithm where the space chooses by that. */
export interface NumericColumn {
  readonly kind: 'numeric';
  readonly name: string;
  /** By trial. */
  readonly values: Float64Array;
  readonly low: number;
  readonly high: number;
}

/** A hyperparameter whose values have no order. */
export interface CategoricalColumn {
  readonly kind: 'categorical';
  readonly name: string;
  /** By trial: the number of its value. */
  readonly values: Float64Array;
  /** How many values there are, those of the space that no trial has included. */
  readonly count: number;
}

export type Column = NumericColumn | CategoricalColumn;

/** What can be compared over all trials, and what cannot. */
export interface EncodedTrials {
  readonly columns: readonly Column[];
  /** Hyperparameters with one value only: they explain nothing. */
  readonly constant: readonly string[];
  /** Hyperparameters that only some of the trials have. */
  readonly leftOut: readonly string[];
}

/** Puts trials into columns, one for each hyperparameter that all of them have. */
export function encodeTrials(trials: readonly Hyperparameters[], space: ParameterSpace | undefined): EncodedTrials {
  const names = [...new Set(trials.flatMap((trial) => [...trial.keys()]))];
  const isEverywhere = (name: string): boolean => trials.every((trial) => trial.has(name));
  const columns = names
    .filter(isEverywhere)
    .map((name) =>
      encode(name, { values: trials.map((trial) => trial.get(name) ?? null), expression: space?.get(name) }),
    );
  const isConstant = (column: Column): boolean =>
    column.kind === 'numeric' ? !(column.low < column.high) : column.count < 2;
  return {
    columns: columns.filter((column) => !isConstant(column)),
    constant: columns.filter(isConstant).map(({ name }) => name),
    leftOut: names.filter((name) => !isEverywhere(name)),
  };
}

interface Values {
  readonly values: readonly JsonValue[];
  readonly expression: ParameterExpression | undefined;
}

function encode(name: string, { values, expression }: Values): Column {
  const isListed = expression?.kind === 'choice';
  const numbers = isListed ? undefined : toNumbers(values);
  if (numbers === undefined)
    return encodeCategories(name, isListed ? [...values, ...expression.values] : values, values.length);
  // Chosen by its logarithm, a value weighs as much as its logarithm: else the few largest would be all that counts.
  const isLogarithmic = expression?.kind.includes('log') === true && numbers.every((number) => number > 0);
  const onAxis = Float64Array.from(numbers, (number) => (isLogarithmic ? Math.log(number) : number));
  const [low, high] = boundsOf(expression);
  const least = onAxis.reduce((found, number) => Math.min(found, number), low);
  const greatest = onAxis.reduce((found, number) => Math.max(found, number), high);
  // In units of the largest, which changes no share, no range is too long for a number.
  const unit = Math.max(Math.abs(least), Math.abs(greatest)) || 1;
  return {
    kind: 'numeric',
    name,
    values: onAxis.map((number) => number / unit),
    low: least / unit,
    high: greatest / unit,
  };
}

/** On the axis of the column: the bounds of `loguniform` are logarithms already. Without bounds those of the trials count. */
function boundsOf(expression: ParameterExpression | undefined): readonly [number, number] {
  switch (expression?.kind) {
    case 'uniform':
    case 'quniform':
    case 'loguniform':
    case 'qloguniform':
      return [Number(expression.minValue), Number(expression.maxValue)];
    case 'randint':
      return [0, Number(expression.upper) - 1];
    default:
      return [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  }
}

function toNumbers(values: readonly JsonValue[]): readonly number[] | undefined {
  const numbers = values.map((value) =>
    typeof value === 'number' || typeof value === 'bigint' ? Number(value) : Number.NaN,
  );
  return numbers.every((number) => Number.isFinite(number)) ? numbers : undefined;
}

/** @param known the values by trial, followed by others that the space lists */
function encodeCategories(name: string, known: readonly JsonValue[], trials: number): CategoricalColumn {
  const numbers = new Map<string, number>();
  const codes = known.map((value) => {
    const key = writeJson(value);
    const code = numbers.get(key) ?? numbers.size;
    numbers.set(key, code);
    return code;
  });
  return { kind: 'categorical', name, values: Float64Array.from(codes.slice(0, trials)), count: numbers.size };
}
