// The public surface of sampling, written by hand: what is not named here cannot be reached.

export { describeEarlierPoints, type EarlierPoints } from './bayesian/describe-earlier-points.js';
export { createSampler, type SamplerInput } from './create-sampler.js';
export { findUnsamplable } from './find-unsamplable.js';
export { createRandomSource, type RandomSource } from './random/random-source.js';
export type { Observation, SampledPoint, Sampler } from './sampler.js';
export { createStudy } from './study/create-study.js';
export { restoreStudy } from './study/restore-study.js';
export type {
  KnownTrial,
  Study,
  StudyOptions,
  StudySampling,
  Trial,
  TrialResult,
  TrialStatus,
} from './study/study.js';
export type { StudySpace, TrialValue, TrialValues } from './study/trial-values.js';
