import type { HyperparameterSampling } from '../config/model/sampling.js';
import { finiteValues } from './finite-values.js';

/**
 * How many different points a search space has: the product of how many values each hyperparameter can have. Nothing is
 * enumerated, at any size.
 * @returns `undefined` where they are not finitely many (a `uniform`, a `normal`, ...), or not known
 * @example
 * searchSpaceSize(new GridParameterSampling({ a: choice(1, 2), b: choice('x', 'y', 'x') })) // 4n
 */
export function searchSpaceSize(sampling: HyperparameterSampling): bigint | undefined {
  if (sampling.kind === 'unknown') return undefined;
  let size = 1n;
  for (const expression of sampling.parameterSpace.values()) {
    const values = finiteValues(expression, logBaseOf(sampling));
    if (values === undefined) return undefined;
    size *= values.count;
  }
  return size;
}

/** The base of a sampling's `log...` expressions; `undefined` for e. */
export function logBaseOf(sampling: HyperparameterSampling): number | undefined {
  return sampling.kind !== 'random' || sampling.logbase === 'e' ? undefined : sampling.logbase;
}
