import type { HyperparameterSampling } from '@hyperdrive-run/core';
import { createGridSampler } from './grid-sampler.js';
import { createRandomSampler } from './random-sampler.js';
import type { Sampler } from './sampler.js';

/**
 * Makes the sampler of a sweep.
 * @param seed the user's, or one that was drawn for this sweep; grid sampling has no use for it
 * @returns `undefined` for a sampling that this engine does not have
 */
export function createSampler(sampling: HyperparameterSampling, seed: number): Sampler | undefined {
  if (sampling.kind === 'grid') return createGridSampler(sampling.parameterSpace);
  if (sampling.kind !== 'random' || sampling.rule === 'sobol') return undefined;
  const { logbase } = sampling;
  return createRandomSampler(sampling.parameterSpace, seed, { logBase: logbase === 'e' ? undefined : logbase });
}
