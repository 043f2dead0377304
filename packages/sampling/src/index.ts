// The public surface of sampling, written by hand: what is not named here cannot be reached.

export { createSampler, type SamplerInput } from './create-sampler.js';
export { findUnsamplable } from './find-unsamplable.js';
export { createRandomSource, type RandomSource } from './random/random-source.js';
export type { Observation, SampledPoint, Sampler } from './sampler.js';
