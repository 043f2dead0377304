import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';

/** A hyperparameter in two search spaces. */
export interface SpaceDifference {
  readonly name: string;
  /** How it is searched in the first one, such as `uniform(0, 1)`; `undefined` where it is not. */
  readonly one: string | undefined;
  readonly other: string | undefined;
  readonly isSame: boolean;
}

/**
 * Puts two search spaces beside each other, each hyperparameter of either once.
 * @param one how the points of a sweep are chosen, in core's JSON
 */
export function compareSpaces(one: JsonValue | undefined, other: JsonValue | undefined): readonly SpaceDifference[] {
  const [first, second] = [spaceOf(one), spaceOf(other)];
  const names = [...new Set([...first.keys(), ...second.keys()])];
  return names.map((name) => {
    const [a, b] = [textOf(first.get(name)), textOf(second.get(name))];
    return { name, one: a, other: b, isSame: a === b };
  });
}

function spaceOf(sampling: JsonValue | undefined): JsonObject {
  const space = sampling !== undefined && isJsonObject(sampling) ? sampling.get('parameter_space') : undefined;
  return space !== undefined && isJsonObject(space) ? space : new Map();
}

/** An expression is a pair of its name and its arguments. */
function textOf(expression: JsonValue | undefined): string | undefined {
  if (expression === undefined) return undefined;
  const [name, values] = isJsonArray(expression) ? expression : [];
  if (typeof name !== 'string' || values === undefined || !isJsonArray(values)) return writeJson(expression);
  return `${name}(${values.map((value) => (typeof value === 'string' ? value : writeJson(value))).join(', ')})`;
}
