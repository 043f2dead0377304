import type { JsonValue } from '../../json/json-value.js';
import type { ChoiceExpression, ParameterExpression, ParameterNumber } from './parameter-expression.js';

/** What one hyperparameter's value is by its expression: a listed value of a `choice`, else a number. */
export type ValueOf<Expression extends ParameterExpression> = Expression extends ChoiceExpression
  ? Expression['values'][number]
  : Expression extends { readonly kind: 'unknown' }
    ? JsonValue
    : ParameterNumber;

/** The values that a trial gets from a search space, by name. */
export type ValuesOf<Space extends Readonly<Record<string, ParameterExpression>>> = {
  readonly [Name in keyof Space]: ValueOf<Space[Name]>;
};
