import type { HyperparameterSampling } from '@hyperdrive-run/core';
import type { DrawOptions } from './draw-value.js';
import { createGridSampler } from './grid-sampler.js';
import { createRandomSampler } from './random-sampler.js';
import type { Sampler } from './sampler.js';
import { createSobolSampler } from './sobol-sampler.js';

/**
 * Makes the sampler of a sweep.
 * @param seed the user's, or one that was drawn for this sweep; grid sampling has no use for it
 * @returns `undefined` for a sampling that this engine does not have
 */
export function createSampler(sampling: HyperparameterSampling, seed: number): Sampler | undefined {
  if (sampling.kind === 'grid') return createGridSampler(sampling.parameterSpace);
  if (sampling.kind !== 'random') return undefined;
  const { rule, logbase } = sampling;
  const options: DrawOptions = { logBase: logbase === 'e' ? undefined : logbase };
  const create = rule === 'sobol' ? createSobolSampler : createRandomSampler;
  return create(sampling.parameterSpace, seed, options);
}
