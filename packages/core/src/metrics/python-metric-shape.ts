import type { JsonValue } from '../json/json-value.js';
import type { Metric } from './metric.js';

/**
 * A metric in the shape that Python's `get_metrics` gives: one value as itself, several as a list; a table of one row as
 * `{column: value}`, of several as `{column: [values]}`; an artifact as its reference.
 */
export function toPythonMetricShape(metric: Metric): JsonValue {
  if (metric.kind === 'scalar') return oneOrList(metric.points.map((point) => point.value));
  if (metric.kind === 'artifact') return oneOrList(metric.references);
  const names = new Set([...metric.columns.keys(), ...metric.rows.flatMap((row) => [...row.cells.keys()])]);
  return new Map([...names].map((name) => [name, oneOrList(metric.rows.map((row) => row.cells.get(name) ?? null))]));
}

function oneOrList(values: readonly JsonValue[]): JsonValue {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
}
