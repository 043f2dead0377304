import type { MetricCell } from '@hyperdrive-run/core';
import { isJsonArray, isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';

/** A logged cell as JSON. NaN and the infinities, which JSON does not have, are objects, so that no text looks like one. */
export function cellToJson(cell: MetricCell): JsonValue {
  return typeof cell === 'number' && !Number.isFinite(cell) ? new Map([['number', String(cell)]]) : cell;
}

/** The cell that `cellToJson` wrote; null where it is none. */
export function cellFromJson(json: JsonValue): MetricCell {
  if (isJsonObject(json)) {
    const word = json.get('number');
    return word === 'NaN' || word === 'Infinity' || word === '-Infinity' ? Number(word) : null;
  }
  return isJsonArray(json) ? null : json;
}
