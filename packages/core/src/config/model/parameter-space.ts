import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import type { JsonObject } from '../../json/json-value.js';
import { entryPath, violation } from '../checks/config-violations.js';
import { findExpressionViolations } from '../checks/find-expression-violations.js';
import { parameterExpressionFromWire, parameterExpressionToWire } from '../wire/parameter-expression-wire.js';
import type { ParameterExpression } from './parameter-expression.js';
import type { SearchSpace } from './values-of.js';

/** The hyperparameters of a sweep, by name, in the order given. A Map: `__proto__` is a name like any other. */
export type ParameterSpace = ReadonlyMap<string, ParameterExpression>;

/** A search space as users write it: a plain object, or a Map where names are not known beforehand. */
export type ParameterSpaceInput = SearchSpace | ParameterSpace;

/** The space as a Map. What is no object gives an empty one, which the checks refuse. */
export function toParameterSpace(input: ParameterSpaceInput): ParameterSpace {
  if (isMap(input)) return new Map(input);
  return new Map(typeof input === 'object' && input !== null && !Array.isArray(input) ? Object.entries(input) : []);
}

/** Everything that is wrong with a search space, each fault with its path below `parameterSpace`. */
export function findSpaceViolations(space: ParameterSpace): readonly ConfigViolation[] {
  if (space.size === 0) return [{ path: 'parameterSpace', got: 'empty', takes: 'at least one hyperparameter' }];
  return [...space].flatMap(([name, expression]) =>
    typeof name === 'string' && name !== ''
      ? findExpressionViolations(expression, entryPath('parameterSpace', name))
      : [violation('parameterSpace', name, 'names that are non-empty text')],
  );
}

/** The wire's `parameter_space`. */
export function parameterSpaceToWire(space: ParameterSpace): JsonObject {
  return new Map([...space].map(([name, expression]) => [name, parameterExpressionToWire(expression)]));
}

/** Reads the wire's `parameter_space`; unknown expressions are kept. */
export function parameterSpaceFromWire(wire: JsonObject): ParameterSpace {
  return new Map([...wire].map(([name, expression]) => [name, parameterExpressionFromWire(expression)]));
}

function isMap(input: ParameterSpaceInput): input is ParameterSpace {
  return input instanceof Map;
}
