import type { MetricCell, MetricColumnType } from '@hyperdrive-run/core';
import { isJsonArray, isJsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';

/** Reads text that means a number: digits, or the words of Python and JSON for what is no JSON number. */
function toNumber(text: string): number | undefined {
  const trimmed = text.trim();
  const word = /^([+-]?)(nan|inf|infinity)$/i.exec(trimmed);
  if (word !== null) {
    if (word[2]?.toLowerCase() === 'nan') return Number.NaN;
    return word[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return undefined;
  return Number(trimmed);
}

/**
 * Decodes one cell by the type of its column. In a number column, text that means a number is that number; any
 * other value is kept as it is, so that one odd cell never loses the rest.
 */
export function toMetricCell(value: JsonValue | undefined, type: MetricColumnType): MetricCell {
  if (value === undefined || value === null) return null;
  if (isJsonArray(value) || isJsonObject(value)) return writeJson(value);
  const column = type.toLowerCase();
  if (column === 'none') return null;
  if (typeof value === 'string' && (column === 'double' || column === 'float')) return toNumber(value) ?? value;
  if (typeof value === 'bigint' && (column === 'double' || column === 'float')) return Number(value);
  return value;
}
