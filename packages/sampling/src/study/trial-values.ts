import type { ParameterExpression } from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';

/** A search space as a study takes it: an expression for each hyperparameter, by name. */
export type StudySpace = Readonly<Record<string, ParameterExpression>>;

/** The value that one hyperparameter gets by its expression: one of those listed, else a number. */
export type TrialValue<Expression extends ParameterExpression> = Expression extends {
  readonly kind: 'choice';
  readonly values: readonly (infer Listed)[];
}
  ? Listed
  : Expression extends { readonly kind: 'unknown' }
    ? JsonValue
    : number;

/** The values of a trial, by the names of the search space. */
export type TrialValues<Space extends StudySpace> = { readonly [Name in keyof Space]: TrialValue<Space[Name]> };
