import { InvalidArgumentError } from '@hyperdrive-run/core';

/**
 * Tags or properties as a Map, from an object or from a Map.
 * @throws InvalidArgumentError where a value is no text: services keep nothing else
 */
export function toTextMap(
  option: string,
  given: Readonly<Record<string, string>> | ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new InvalidArgumentError({ option, got: given, takes: 'an object or a Map of names and texts' });
  }
  const entries: [string, string][] = given instanceof Map ? [...given] : Object.entries(given);
  for (const [name, value] of entries) {
    if (typeof value !== 'string') {
      throw new InvalidArgumentError({ option: `${option}.${name}`, got: value, takes: 'text' });
    }
  }
  return new Map(entries);
}
