import type { Metric, MetricColumnType, MetricPoint, ScalarMetric } from '@hyperdrive-run/core';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { numberField, timeField } from '../state/json-fields.js';
import { isPickled } from '../state/pickled-value.js';

/**
 * What Ray adds to each report and is no metric: `training_iteration` is the step of all others. `time_total_s` and
 * `time_this_iter_s` are metrics: experiments are judged by them, too.
 */
const bookkeeping: ReadonlySet<string> = new Set([
  'checkpoint_dir_name',
  'config',
  'date',
  'done',
  'experiment_id',
  'experiment_tag',
  'hostname',
  'iterations_since_restore',
  'node_ip',
  'pid',
  'should_checkpoint',
  'time_since_restore',
  'timestamp',
  'training_iteration',
  'trial_id',
]);

/** When a value was reported. */
type Moment = Pick<MetricPoint, 'step' | 'time'>;

/**
 * The metrics of a trial from its reports: each key is a series with `training_iteration` as its step, nested keys are
 * joined by `/`, lists are left out. A missing key is no point.
 */
export function toMetrics(results: readonly JsonObject[]): ReadonlyMap<string, Metric> {
  const series = new Map<string, MetricPoint[]>();
  for (const result of results) {
    const moment = { step: numberField(result, 'training_iteration'), time: timeField(result, 'timestamp') };
    for (const [name, value] of result) if (!bookkeeping.has(name)) addTo(series, name, value, moment);
  }
  return new Map([...series].map(([name, points]) => [name, toMetric(name, points)]));
}

function addTo(series: Map<string, MetricPoint[]>, name: string, value: JsonValue, moment: Moment): void {
  if (isPickled(value) || isJsonArray(value)) return;
  if (isJsonObject(value)) {
    for (const [key, inner] of value) addTo(series, `${name}/${key}`, inner, moment);
    return;
  }
  const { step, time } = moment;
  const points = series.get(name);
  if (points === undefined) series.set(name, [{ value, step, time }]);
  else points.push({ value, step, time });
}

function toMetric(name: string, points: readonly MetricPoint[]): ScalarMetric {
  return { kind: 'scalar', name, valueType: typeOf(points), points };
}

function typeOf(points: readonly MetricPoint[]): MetricColumnType {
  if (points.every(({ value }) => typeof value === 'boolean')) return 'bool';
  return points.every(({ value }) => typeof value === 'string') ? 'string' : 'double';
}
