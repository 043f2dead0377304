import { isJsonArray, isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { Scalar } from 'yaml';
import type { YamlFault } from '../words-of-yaml-error.js';
import { readTaggedFloat, readYaml11 } from './read-yaml-1-1.js';

/**
 * A scalar as PyYAML reads it: whole numbers as bigint, all others with a point as number. `undefined` for what is no value of
 * JSON there, such as a date. Quotes and tags leave no choice: then it is what it was read as.
 */
export function scalarOfYaml11({ type, tag, source, value }: Scalar): JsonValue | undefined {
  // The parser leaves as text what is no float without its tag.
  if (tag === 'tag:yaml.org,2002:float' && typeof value === 'string') return readTaggedFloat(value);
  if (type !== 'PLAIN' || tag !== undefined || source === undefined) return plainValue(value);
  const read = readYaml11(source);
  switch (read.kind) {
    case 'null':
      return null;
    case 'boolean':
    case 'integer':
    case 'float':
      return read.value;
    case 'text':
      // Of a text over several lines only the parser knows how they are joined.
      return typeof value === 'string' ? value : source;
    default:
      return undefined;
  }
}

function plainValue(value: unknown): JsonValue {
  const isScalar = typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint';
  return isScalar || typeof value === 'number' ? value : null;
}

/** The fault of a scalar that is no value of JSON. */
export function noValue({ source = '' }: Scalar): YamlFault {
  return { got: `not readable: Azure ML reads ${source} as a date, or not at all`, takes: 'it in quotes' };
}

/** The fault of a key that is no text, such as `on`. */
export function noTextKey(name: string): YamlFault {
  return { got: `not readable: Azure ML reads the key ${name} as no text`, takes: 'it in quotes' };
}

/** What was read with all whole numbers as bigint, with those as number that are exact as one. */
export function toPlainNumbers(value: JsonValue): JsonValue {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (isJsonArray(value)) return value.map(toPlainNumbers);
  if (!isJsonObject(value)) return value;
  return new Map([...value].map(([key, item]): [string, JsonValue] => [key, toPlainNumbers(item)]));
}
