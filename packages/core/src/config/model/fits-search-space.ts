import type { Hyperparameters } from '../../hyperparameters/hyperparameters.js';
import type { JsonValue } from '../../json/json-value.js';
import { valueIdentity } from '../../search-space/value-identity.js';
import type { ParameterExpression } from './parameter-expression.js';
import type { HyperparameterSampling } from './sampling.js';
import type { HyperparametersOf, SearchSpace } from './values-of.js';

/**
 * Whether hyperparameters have a value for every name of the search space, each of the type that its expression gives: one
 * of the listed values of a `choice`, else a number. What a service returns is not known to be of the sweep's own space: a
 * run of a resumed sweep may have another one. Bounds are not checked, further names are allowed.
 */
export function fitsSearchSpace<Space extends SearchSpace>(
  sampling: HyperparameterSampling<Space>,
  hyperparameters: Hyperparameters,
): hyperparameters is HyperparametersOf<Space> {
  if (sampling.kind === 'unknown') return true;
  return [...sampling.parameterSpace].every(([name, expression]) => {
    const value = hyperparameters.get(name);
    return value !== undefined && isValueOf(expression, value);
  });
}

function isValueOf(expression: ParameterExpression, value: JsonValue): boolean {
  if (expression.kind === 'unknown') return true;
  if (expression.kind !== 'choice') return typeof value === 'number' || typeof value === 'bigint';
  const identity = valueIdentity(value);
  return expression.values.some((listed) => valueIdentity(listed) === identity);
}
