import { metricTypes } from '@hyperdrive-run/transport/wire';
import type { StoredMetric, StoredMetricRow } from '../../../storage/metrics/stored-metric.js';
import type { RunKey } from '../../../storage/run-key.js';
import type { RunStore } from '../../../storage/run-store.js';

/** A value of a metric as MLflow has it; its key is the name as it is stored here. */
export interface MlflowMetric {
  readonly key: string;
  readonly value: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly step: number;
}

/**
 * A logged row as MLflow has it; `undefined` for what it cannot express: text, booleans, tables, files. A value that was
 * logged without a step has step 0 there, and a step is an integer.
 */
export function toMlflowMetric(metric: StoredMetric, row: StoredMetricRow): MlflowMetric | undefined {
  if (metric.metricType !== metricTypes.scalar && metric.metricType !== metricTypes.list) return undefined;
  const cell = row.data.get(metric.name) ?? (row.data.size === 1 ? [...row.data.values()][0] : undefined);
  const type = metric.columns.get(metric.name) ?? [...metric.columns.values()][0];
  const value = numberOfCell(cell, type === 'double' || type === 'float');
  if (value === undefined) return undefined;
  return { key: metric.name, value, timestamp: row.time.getTime(), step: Math.trunc(row.step ?? 0) };
}

/** The store writes NaN and the infinities by their names; in a column of numbers, other text may be a number too. */
function numberOfCell(cell: unknown, isNumeric: boolean): number | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') return Number(cell);
  if (typeof cell !== 'string' || !isNumeric || cell.trim() === '') return undefined;
  const value = Number(cell);
  return Number.isNaN(value) && cell !== 'NaN' ? undefined : value;
}

/**
 * Of each metric of a run that MLflow can express the value with the greatest step, of those the one logged last. It yields
 * where others may get their turn.
 */
export function* latestMetrics(store: RunStore, run: RunKey): Generator<undefined, readonly MlflowMetric[]> {
  const latest: MlflowMetric[] = [];
  for (const metric of store.listMetrics(run)) {
    const point = yield* latestPoint(store, run, metric);
    if (point !== undefined) latest.push(point);
    yield;
  }
  return latest;
}

/** The same of one metric. */
export function* latestPoint(
  store: RunStore,
  run: RunKey,
  metric: StoredMetric,
): Generator<undefined, MlflowMetric | undefined> {
  const row = yield* store.findLatestMetricRow(run, metric.name);
  return row === undefined ? undefined : toMlflowMetric(metric, row);
}
