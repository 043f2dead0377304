import type { ConfigViolation } from '../errors/hyperdrive-config-error.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { throwIfAny, violation } from './config-violations.js';
import { findBayesianViolations, findGridViolations } from './find-sampling-violations.js';
import { findUnknownOptions } from './option-checks.js';
import {
  findSpaceViolations,
  type ParameterSpace,
  type ParameterSpaceInput,
  parameterSpaceToWire,
  toParameterSpace,
} from './parameter-space.js';
import {
  findPropertyViolations,
  readLogbase,
  readRule,
  readSeed,
  type SamplingLogbase,
  type SamplingRule,
  withProperties,
} from './sampling-properties.js';

/** What every sampling takes beside its search space. */
export interface SamplingOptions {
  /** Further properties in the wire's names, as Python's `properties`. Kept as they are. */
  readonly properties?: JsonObject | undefined;
  /**
   * `false` makes no check now: faults stay listed in `violations`, and only submitting refuses them. For sweeps that
   * are read, and for callers who want to list all faults at once. Default true.
   */
  readonly validate?: boolean | undefined;
}

/** What Bayesian sampling takes beside its search space. */
export interface SeededSamplingOptions extends SamplingOptions {
  /** Makes the samples reproducible: a whole number. */
  readonly seed?: number | undefined;
}

/** What random sampling takes beside its search space. */
export interface RandomSamplingOptions extends SeededSamplingOptions {
  /** Default: the service's, which is `random`. */
  readonly rule?: SamplingRule | undefined;
  readonly logbase?: SamplingLogbase | undefined;
}

/** How a sweep chooses the hyperparameters of its trials. Told apart by `kind`. */
export type HyperparameterSampling =
  | RandomParameterSampling
  | GridParameterSampling
  | BayesianParameterSampling
  | UnknownSampling;

abstract class SpaceSampling {
  /** The hyperparameters, by name, in the order given. */
  readonly parameterSpace: ParameterSpace;
  /** The properties in the wire's names; empty where there are none. */
  readonly properties: JsonObject;
  /** The name on the wire. */
  readonly name: string;
  /** Everything that is wrong; empty but for samplings made with `validate: false`. */
  readonly violations: readonly ConfigViolation[];

  protected constructor(
    name: string,
    space: ParameterSpaceInput,
    properties: JsonObject,
    validate: boolean | undefined,
    findFurther: (space: ParameterSpace) => readonly ConfigViolation[],
  ) {
    this.name = name;
    this.parameterSpace = toParameterSpace(space);
    this.properties = properties;
    this.violations = [
      ...findSpaceViolations(this.parameterSpace),
      ...findFurther(this.parameterSpace),
      ...findPropertyViolations(properties),
    ];
    if (validate !== false) throwIfAny(this.violations);
  }

  /** The seed, where one was given. */
  get seed(): number | undefined {
    return readSeed(this.properties);
  }

  /** The wire's `generator_config`. */
  toWire(): JsonObject {
    const wire = new Map<string, JsonValue>([
      ['name', this.name],
      ['parameter_space', parameterSpaceToWire(this.parameterSpace)],
    ]);
    if (this.properties.size > 0) wire.set('properties', this.properties);
    return wire;
  }
}

/** Draws every hyperparameter at random from its expression. Takes all expressions; may be combined with any policy. */
export class RandomParameterSampling extends SpaceSampling {
  readonly kind = 'random' as const;

  /** @throws HyperDriveConfigError that lists everything that is wrong with the space and the options */
  constructor(parameterSpace: ParameterSpaceInput, options: RandomSamplingOptions = {}) {
    throwIfAny(findUnknownOptions(options, ['seed', 'rule', 'logbase', 'properties', 'validate']));
    const { seed, rule, logbase, properties, validate } = options;
    super('RANDOM', parameterSpace, withProperties(properties, { seed, rule, logbase }), validate, () => []);
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
export class GridParameterSampling extends SpaceSampling {
  readonly kind = 'grid' as const;

  /** @throws HyperDriveConfigError that lists everything that is wrong with the space and the options */
  constructor(parameterSpace: ParameterSpaceInput, options: SamplingOptions = {}) {
    throwIfAny(findUnknownOptions(options, ['properties', 'validate']));
    super('GRID', parameterSpace, withProperties(options.properties, {}), options.validate, findGridViolations);
  }
}

/**
 * Chooses the next point by what earlier trials reached. Takes `choice` (of numbers, or of text, not mixed), `uniform`
 * and `quniform` (with whole bounds), and no early termination policy.
 */
export class BayesianParameterSampling extends SpaceSampling {
  readonly kind = 'bayesian' as const;

  /** @throws HyperDriveConfigError that lists everything that is wrong with the space and the options */
  constructor(parameterSpace: ParameterSpaceInput, options: SeededSamplingOptions = {}) {
    throwIfAny(findUnknownOptions(options, ['seed', 'properties', 'validate']));
    const { seed, properties, validate } = options;
    super(
      'BayesianOptimization',
      parameterSpace,
      withProperties(properties, { seed }),
      validate,
      findBayesianViolations,
    );
  }
}

/** The sampling of a sweep that was read, which this version does not know. It is kept as it was; it cannot be submitted. */
export class UnknownSampling {
  readonly kind = 'unknown' as const;
  /** The name on the wire; empty where there is none. */
  readonly name: string;
  /** What was read: JSON, or the text itself where it was none; `undefined` where the sweep says nothing. */
  readonly raw: JsonValue | undefined;

  constructor(name: string, raw: JsonValue | undefined) {
    this.name = name;
    this.raw = raw;
  }

  get violations(): readonly ConfigViolation[] {
    const got = this.name === '' ? 'not known' : this.name;
    return [{ path: '', got, takes: 'a random, grid or Bayesian parameter sampling that can be read' }];
  }

  /** What was read. */
  toWire(): JsonValue {
    return this.raw ?? null;
  }
}

/** Everything that is wrong with a sampling that a user passes, or with what stands in its place. */
export function findSamplingViolations(sampling: HyperparameterSampling): readonly ConfigViolation[] {
  const isSampling = typeof sampling === 'object' && sampling !== null && Array.isArray(sampling.violations);
  if (isSampling) return sampling.violations;
  return [violation('', sampling, 'a RandomParameterSampling, GridParameterSampling or BayesianParameterSampling')];
}
