import type { MetricCell } from '@hyperdrive-run/core';
import { isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';

/** A cell as a snapshot has it. What JSON has no number for is distinct from a text that looks the same. */
export function cellToJson(cell: MetricCell): JsonValue {
  return typeof cell === 'number' && !Number.isFinite(cell) ? new Map([['number', String(cell)]]) : cell;
}

/** The cell of a snapshot, or `undefined` where the value is none. */
export function cellFromJson(value: JsonValue): MetricCell | undefined {
  if (isJsonObject(value)) {
    const word = value.get('number');
    return word === 'NaN' || word === 'Infinity' || word === '-Infinity' ? Number(word) : undefined;
  }
  return Array.isArray(value) ? undefined : cellOf(value);
}

function cellOf(value: JsonValue): MetricCell | undefined {
  if (value === null || typeof value === 'number' || typeof value === 'bigint') return value;
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
}
