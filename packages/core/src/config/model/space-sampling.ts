import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { throwIfAny } from '../checks/config-violations.js';
import {
  findSpaceViolations,
  type ParameterSpace,
  type ParameterSpaceInput,
  parameterSpaceToWire,
  toParameterSpace,
} from './parameter-space.js';
import { findPropertyViolations, readSeed, withProperties } from './sampling-properties.js';
import type { SearchSpace } from './values-of.js';

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

/**
 * What the samplings have in common that draw from a search space. `Space` is the space as it was written down, so that
 * the compiler knows the values of a trial; of a space that was read, or given as a Map, any name and any expression.
 */
export abstract class SpaceSampling<Space extends SearchSpace = SearchSpace> {
  /** For the compiler alone, which finds the search space's names and expressions here: there is nothing at run time. */
  declare readonly '~searchSpace'?: Space;

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
    options: SamplingOptions,
    given: Readonly<Record<string, JsonValue | undefined>>,
    findFurther: (space: ParameterSpace) => readonly ConfigViolation[],
  ) {
    this.name = name;
    this.parameterSpace = toParameterSpace(space);
    this.properties = withProperties(options.properties, given);
    this.violations = [
      ...findSpaceViolations(this.parameterSpace),
      ...findFurther(this.parameterSpace),
      ...findPropertyViolations(options.properties, this.properties),
    ];
    if (options.validate !== false) throwIfAny(this.violations);
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
