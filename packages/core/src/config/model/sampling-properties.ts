import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { violation } from '../checks/config-violations.js';
import { isJsonValue } from './json-from-plain.js';

/** How random sampling draws: independently, or from a Sobol sequence, which covers the space more evenly. */
export type SamplingRule = 'random' | 'sobol';

/** The base of log-distributed Sobol samples: a positive number other than 1, or Euler's number. */
export type SamplingLogbase = number | 'e';

/** Reads the `rule` of a sampling's properties, in any case. */
export function readRule(properties: JsonObject): SamplingRule | undefined {
  const rule = properties.get('rule');
  const lower = typeof rule === 'string' ? rule.toLowerCase() : undefined;
  return lower === 'random' || lower === 'sobol' ? lower : undefined;
}

/** Reads the `seed`. */
export function readSeed(properties: JsonObject): number | undefined {
  const seed = properties.get('seed');
  return typeof seed === 'number' && Number.isSafeInteger(seed) ? seed : undefined;
}

/** Reads the `logbase`; a number written as text counts as the number. */
export function readLogbase(properties: JsonObject): SamplingLogbase | undefined {
  const logbase = properties.get('logbase');
  if (typeof logbase === 'string' && logbase.toLowerCase() === 'e') return 'e';
  const isNumeral = typeof logbase === 'string' && logbase.trim() !== '';
  const number = isNumeral ? Number(logbase) : logbase;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 && number !== 1 ? number : undefined;
}

/** The properties with those options that were given. */
export function withProperties(
  properties: JsonObject | undefined,
  given: Readonly<Record<string, JsonValue | undefined>>,
): JsonObject {
  const entries = Object.entries(given).flatMap(([name, value]): readonly (readonly [string, JsonValue])[] =>
    value === undefined ? [] : [[name, value]],
  );
  return new Map([...(properties instanceof Map ? properties : []), ...entries]);
}

/**
 * Everything that is wrong with a sampling's properties. Null counts as not given; unknown properties are let through.
 * @param given what was passed as properties
 * @param properties the same with the options that have a name of their own
 */
export function findPropertyViolations(given: unknown, properties: JsonObject): readonly ConfigViolation[] {
  const isGiven = (name: string): boolean => (properties.get(name) ?? undefined) !== undefined;
  const violations: ConfigViolation[] = [];
  if (isGiven('seed') && readSeed(properties) === undefined) {
    violations.push(violation('seed', properties.get('seed'), 'a whole number'));
  }
  if (isGiven('rule') && readRule(properties) === undefined) {
    violations.push(violation('rule', properties.get('rule'), "'random' or 'sobol'"));
  }
  if (isGiven('logbase') && readLogbase(properties) === undefined) {
    violations.push(violation('logbase', properties.get('logbase'), "a number above 0 other than 1, or 'e'"));
  }
  if ((given !== undefined && !(given instanceof Map)) || !isJsonValue(properties)) {
    violations.push(violation('properties', given, 'a Map of JSON values'));
  }
  return violations;
}
