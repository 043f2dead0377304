// A sweep's config: search space, sampling, early termination policy, limits, and what they are checked by.

export type { ConfigAdvice } from './config/checks/config-advice.js';
export { findSubmitViolations } from './config/checks/find-submit-violations.js';
export {
  findWarmStartViolations,
  type ResumedChild,
  type ResumedSweep,
  type WarmStartEvidence,
} from './config/checks/find-warm-start-violations.js';
export { choice } from './config/model/choice.js';
export { describeExpression } from './config/model/describe-expression.js';
export {
  BanditPolicy,
  type BanditPolicyOptions,
  type EarlyTerminationPolicy,
  MedianStoppingPolicy,
  NoTerminationPolicy,
  TruncationSelectionPolicy,
  type TruncationSelectionPolicyOptions,
} from './config/model/early-termination.js';
export { fitsSearchSpace } from './config/model/fits-search-space.js';
export { HyperDriveConfig, type ReadConfigOptions } from './config/model/hyperdrive-config.js';
export type {
  HyperDriveConfigOptions,
  PrimaryMetricGoalInput,
  UncheckedHyperDriveConfigOptions,
} from './config/model/hyperdrive-config-options.js';
export type { PolicyOptions } from './config/model/interval-policy.js';
export type { ChoiceValue, JsonOf } from './config/model/json-from-plain.js';
export {
  lognormal,
  loguniform,
  normal,
  qlognormal,
  qloguniform,
  qnormal,
  quniform,
  randint,
  uniform,
} from './config/model/numeric-expressions.js';
export type {
  ChoiceExpression,
  NormalExpression,
  ParameterExpression,
  ParameterExpressionKind,
  ParameterNumber,
  QuantizedNormalExpression,
  QuantizedRangeExpression,
  RandintExpression,
  RangeExpression,
  UnknownParameterExpression,
} from './config/model/parameter-expression.js';
export type { ParameterSpace, ParameterSpaceInput } from './config/model/parameter-space.js';
export { range } from './config/model/range.js';
export {
  BayesianParameterSampling,
  GridParameterSampling,
  type HyperparameterSampling,
  RandomParameterSampling,
  type RandomSamplingOptions,
  type SeededSamplingOptions,
} from './config/model/sampling.js';
export type { SamplingLogbase, SamplingRule } from './config/model/sampling-properties.js';
export type { SamplingOptions } from './config/model/space-sampling.js';
export { UnknownPolicy } from './config/model/unknown-policy.js';
export { UnknownSampling } from './config/model/unknown-sampling.js';
export type { GetsValuesOf, HyperparametersOf, SearchSpace, ValueOf, ValuesOf } from './config/model/values-of.js';
export type { RunKey, RunKeyScope } from './config/model/warm-start.js';
export { policyFromJson, samplingFromJson } from './config/wire/config-from-json.js';
export { policyToJson, samplingToJson } from './config/wire/config-to-json.js';
