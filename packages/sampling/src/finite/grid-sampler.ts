import type { ParameterExpression } from '@hyperdrive-run/core/config';
import type { Sampler } from '../sampler.js';
import { createFiniteSpace } from './finite-space.js';
import { samplerWithoutRepeats } from './without-repeats.js';

/**
 * Takes every combination of the listed values once: in the order in which the space lists the hyperparameters and
 * their values, the last hyperparameter changing fastest. Ends when all were taken. The space contains only `choice`.
 * @returns `undefined` where the space contains an expression with infinitely many values
 */
export function createGridSampler(parameterSpace: ReadonlyMap<string, ParameterExpression>): Sampler | undefined {
  const space = createFiniteSpace(parameterSpace);
  return space && samplerWithoutRepeats(space, (index) => space.pointAt(BigInt(index) % space.size));
}
