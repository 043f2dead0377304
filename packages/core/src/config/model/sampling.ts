import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import { throwIfAny, violation } from '../checks/config-violations.js';
import { findBayesianViolations, findGridViolations } from '../checks/find-sampling-violations.js';
import { findUnknownOptions } from '../checks/option-checks.js';
import type { ParameterSpace } from './parameter-space.js';
import { readLogbase, readRule, type SamplingLogbase, type SamplingRule } from './sampling-properties.js';
import { type SamplingOptions, SpaceSampling } from './space-sampling.js';
import type { UnknownSampling } from './unknown-sampling.js';
import type { SearchSpace } from './values-of.js';

/** What Bayesian sampling takes beside its search space. */
export interface SeededSamplingOptions extends SamplingOptions {
  /** Makes the samples reproducible: a whole number. */
  readonly seed?: number | undefined;
}

/** What random sampling takes beside its search space. */
export interface RandomSamplingOptions extends SeededSamplingOptions {
  /** Default: the service's, which is `random`. */
  readonly rule?: SamplingRule | undefined;
  /** The base of the logarithm with which the service draws from ranges with one. Default: the service's. */
  readonly logbase?: SamplingLogbase | undefined;
}

/** How a sweep chooses the hyperparameters of its trials. Told apart by `kind`. */
export type HyperparameterSampling<Space extends SearchSpace = SearchSpace> =
  | RandomParameterSampling<Space>
  | GridParameterSampling<Space>
  | BayesianParameterSampling<Space>
  | UnknownSampling;

/** Draws every hyperparameter at random from its expression. Takes all expressions; may be combined with any policy. */
export class RandomParameterSampling<Space extends SearchSpace = SearchSpace> extends SpaceSampling<Space> {
  readonly kind = 'random' as const;

  /** @throws HyperDriveConfigError that lists everything that is wrong with the space and the options */
  constructor(parameterSpace: Space | ParameterSpace, options: RandomSamplingOptions = {}) {
    throwIfAny(findUnknownOptions(options, ['seed', 'rule', 'logbase', 'properties', 'validate']));
    const { seed, rule, logbase } = options;
    super('RANDOM', parameterSpace, options, { seed, rule, logbase }, () => []);
  }

  /** How the service draws, where it was said. */
  get rule(): SamplingRule | undefined {
    return readRule(this.properties);
  }

  get logbase(): SamplingLogbase | undefined {
    return readLogbase(this.properties);
  }
}

/** Tries every combination of the listed values. Takes `choice` only. */
export class GridParameterSampling<Space extends SearchSpace = SearchSpace> extends SpaceSampling<Space> {
  readonly kind = 'grid' as const;

  /** @throws HyperDriveConfigError that lists everything that is wrong with the space and the options */
  constructor(parameterSpace: Space | ParameterSpace, options: SamplingOptions = {}) {
    throwIfAny(findUnknownOptions(options, ['properties', 'validate']));
    super('GRID', parameterSpace, options, {}, findGridViolations);
  }
}

/**
 * Chooses the next point by what earlier trials reached. Takes `choice` (of numbers, or of text, not mixed), `uniform`
 * and `quniform` (with whole bounds), and no early termination policy.
 */
export class BayesianParameterSampling<Space extends SearchSpace = SearchSpace> extends SpaceSampling<Space> {
  readonly kind = 'bayesian' as const;

  /** @throws HyperDriveConfigError that lists everything that is wrong with the space and the options */
  constructor(parameterSpace: Space | ParameterSpace, options: SeededSamplingOptions = {}) {
    throwIfAny(findUnknownOptions(options, ['seed', 'properties', 'validate']));
    super('BayesianOptimization', parameterSpace, options, { seed: options.seed }, findBayesianViolations);
  }
}

/** Everything that is wrong with a sampling that a user passes, or with what was passed in its place. */
export function findSamplingViolations(sampling: HyperparameterSampling): readonly ConfigViolation[] {
  const isSampling = typeof sampling === 'object' && sampling !== null && Array.isArray(sampling.violations);
  if (isSampling) return sampling.violations;
  return [violation('', sampling, 'a RandomParameterSampling, GridParameterSampling or BayesianParameterSampling')];
}
