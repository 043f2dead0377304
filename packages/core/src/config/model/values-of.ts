import type { Hyperparameters } from '../../hyperparameters/hyperparameters.js';
import type { JsonValue } from '../../json/json-value.js';
import type { ChoiceExpression, ParameterExpression, ParameterNumber } from './parameter-expression.js';

/** What one hyperparameter's value is by its expression: a listed value of a `choice`, else a number. */
export type ValueOf<Expression extends ParameterExpression> =
  Expression extends ChoiceExpression<infer Value>
    ? Value
    : Expression extends { readonly kind: 'unknown' }
      ? JsonValue
      : ParameterNumber;

/** The hyperparameters of a sweep as they are written down: each name with how its values are chosen. */
export type SearchSpace = Readonly<Record<string, ParameterExpression>>;

/** The values that a trial gets from a search space, by name. */
export type ValuesOf<Space extends SearchSpace> = {
  readonly [Name in keyof Space]: ValueOf<Space[Name]>;
};

/** Looks a hyperparameter up by a name of the search space. */
export interface GetsValuesOf<Space extends SearchSpace> {
  /** The value that the trial was given. */
  get<Name extends keyof Space & string>(name: Name): ValueOf<Space[Name]>;
}

/**
 * A trial's hyperparameters, typed by the search space that they were chosen from; plain {@link Hyperparameters} where
 * its names are not known to the compiler, as of a sweep that was opened by its id. See `fitsSearchSpace`.
 */
export type HyperparametersOf<Space extends SearchSpace> = string extends keyof Space
  ? Hyperparameters
  : GetsValuesOf<Space> & Hyperparameters;
