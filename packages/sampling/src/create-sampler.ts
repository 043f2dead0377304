import type { PrimaryMetricGoal } from '@hyperdrive-run/core';
import type { HyperparameterSampling } from '@hyperdrive-run/core/config';
import { logBaseOf } from '@hyperdrive-run/core/search-space';
import { createBayesianSampler } from './bayesian/bayesian-sampler.js';
import { createGridSampler } from './finite/grid-sampler.js';
import type { DrawOptions } from './random/draw-value.js';
import { createRandomSampler } from './random/random-sampler.js';
import type { Sampler } from './sampler.js';
import { createSobolSampler } from './sobol/sobol-sampler.js';

/** What the sampler of a sweep is made from. */
export interface SamplerInput {
  readonly sampling: HyperparameterSampling;
  /** The user's, or one that was drawn for this sweep; grid sampling has no use for it. */
  readonly seed: number;
  /** Only Bayesian sampling has a use for it. */
  readonly goal: PrimaryMetricGoal;
}

/**
 * Makes the sampler of a sweep.
 * @returns `undefined` for a sampling that is not known
 */
export function createSampler({ sampling, seed, goal }: SamplerInput): Sampler | undefined {
  switch (sampling.kind) {
    case 'grid':
      return createGridSampler(sampling.parameterSpace);
    case 'bayesian':
      return createBayesianSampler({ space: sampling.parameterSpace, goal, seed });
    case 'random': {
      const options: DrawOptions = { logBase: logBaseOf(sampling) };
      const create = sampling.rule === 'sobol' ? createSobolSampler : createRandomSampler;
      return create(sampling.parameterSpace, seed, options);
    }
    default:
      return undefined;
  }
}
