import { type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import type { OptunaDirection, OptunaState } from '../model/optuna-model.js';

// Enums are kept as the names of their members. A state that is not known is shown as one that has not ended.

/** A state by its name. */
export function toState(cell: unknown): OptunaState {
  return cell === 'COMPLETE' || cell === 'PRUNED' || cell === 'FAIL' || cell === 'WAITING' ? cell : 'RUNNING';
}

/** A direction by its name. */
export function toDirection(cell: unknown): OptunaDirection {
  return cell === 'MINIMIZE' || cell === 'MAXIMIZE' ? cell : 'NOT_SET';
}

/** A value beside the column that says what the number column cannot: where that is not `FINITE`, the number is NULL. */
export function toValue(value: unknown, type: unknown): number {
  if (type === 'INF_POS') return Number.POSITIVE_INFINITY;
  if (type === 'INF_NEG') return Number.NEGATIVE_INFINITY;
  return typeof value === 'number' && type !== 'NAN' ? value : Number.NaN;
}

/** The value of an attribute. Most are plain text without anything escaped, which needs no parser. */
export function toAttribute(json: unknown): JsonValue {
  if (typeof json !== 'string') return null;
  const isPlainText = json.startsWith('"') && !json.includes('\\') && json.indexOf('"', 1) === json.length - 1;
  return isPlainText ? json.slice(1, -1) : parseJson(json);
}

/** A whole number that every row of the table has. */
export function toInteger(cell: unknown): number {
  return typeof cell === 'number' ? cell : -1;
}

/** Adds an entry to the map of a group, and makes that where it is the first one. */
export function addTo<K, V>(groups: Map<number, Map<K, V>>, group: number, key: K, value: V): void {
  const known = groups.get(group) ?? new Map<K, V>();
  if (known.size === 0) groups.set(group, known);
  known.set(key, value);
}
