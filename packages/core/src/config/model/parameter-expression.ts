import type { JsonValue } from '../../json/json-value.js';

/** A number of a parameter expression. Integers beyond 2^53 are bigint, so that they stay exact. */
export type ParameterNumber = number | bigint;

/** One of the listed values. */
export interface ChoiceExpression<Value extends JsonValue = JsonValue> {
  readonly kind: 'choice';
  readonly values: readonly Value[];
}

/** A whole number from 0 to `upper - 1`. */
export interface RandintExpression {
  readonly kind: 'randint';
  readonly upper: ParameterNumber;
}

/**
 * A number between two bounds. Of `uniform` they are the least and the greatest value; of `loguniform` they are
 * exponents: the value is `exp(uniform(minValue, maxValue))`.
 */
export interface RangeExpression<Kind extends 'uniform' | 'loguniform' = 'uniform' | 'loguniform'> {
  readonly kind: Kind;
  readonly minValue: ParameterNumber;
  readonly maxValue: ParameterNumber;
}

/** The same as {@link RangeExpression}, rounded to a multiple of `q`. */
export interface QuantizedRangeExpression<Kind extends 'quniform' | 'qloguniform' = 'quniform' | 'qloguniform'> {
  readonly kind: Kind;
  readonly minValue: ParameterNumber;
  readonly maxValue: ParameterNumber;
  readonly q: ParameterNumber;
}

/** A normally distributed number, or (`lognormal`) one whose logarithm is normally distributed. */
export interface NormalExpression<Kind extends 'normal' | 'lognormal' = 'normal' | 'lognormal'> {
  readonly kind: Kind;
  readonly mu: ParameterNumber;
  readonly sigma: ParameterNumber;
}

/** The same as {@link NormalExpression}, rounded to a multiple of `q`. */
export interface QuantizedNormalExpression<Kind extends 'qnormal' | 'qlognormal' = 'qnormal' | 'qlognormal'> {
  readonly kind: Kind;
  readonly mu: ParameterNumber;
  readonly sigma: ParameterNumber;
  readonly q: ParameterNumber;
}

/** An expression of a sweep that was read, which this version does not know. It can be shown, not sampled or submitted. */
export interface UnknownParameterExpression {
  readonly kind: 'unknown';
  readonly raw: JsonValue;
}

/** How the values of one hyperparameter are chosen. Made by `choice`, `uniform`, ...; distinguished by `kind`. */
export type ParameterExpression =
  | ChoiceExpression
  | RandintExpression
  | RangeExpression
  | QuantizedRangeExpression
  | NormalExpression
  | QuantizedNormalExpression
  | UnknownParameterExpression;

/** The kinds that can be sampled. */
export type ParameterExpressionKind = Exclude<ParameterExpression['kind'], 'unknown'>;

/** The numeric arguments of each kind, in the order of the wire. `choice` alone takes a list. */
export const expressionArguments: ReadonlyMap<string, readonly string[]> = new Map<
  Exclude<ParameterExpressionKind, 'choice'>,
  readonly string[]
>([
  ['randint', ['upper']],
  ['uniform', ['minValue', 'maxValue']],
  ['quniform', ['minValue', 'maxValue', 'q']],
  ['loguniform', ['minValue', 'maxValue']],
  ['qloguniform', ['minValue', 'maxValue', 'q']],
  ['normal', ['mu', 'sigma']],
  ['qnormal', ['mu', 'sigma', 'q']],
  ['lognormal', ['mu', 'sigma']],
  ['qlognormal', ['mu', 'sigma', 'q']],
]);

/** An expression's numeric arguments in the order of the wire, whatever they are. */
export function argumentsOf(expression: object, kind: string): readonly (readonly [string, unknown])[] {
  const fields: ReadonlyMap<string, unknown> = new Map<string, unknown>(Object.entries(expression));
  return (expressionArguments.get(kind) ?? []).map((name) => [name, fields.get(name)]);
}
