import { isJsonObject, type JsonValue } from '../../json/json-value.js';
import { type PrimaryMetric, parseGoal } from '../../ranking/primary-metric.js';

/** Reads a `primary_metric_config`; `undefined` where it names no metric or no goal. */
export function readPrimaryMetric(wire: JsonValue | undefined): PrimaryMetric | undefined {
  if (!isJsonObject(wire)) return undefined;
  const name = wire.get('name');
  const goal = parseGoal(wire.get('goal'));
  return typeof name === 'string' && name !== '' && goal !== undefined ? { name, goal } : undefined;
}
