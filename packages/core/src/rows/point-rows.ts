import type { MetricCell } from '../metrics/metric.js';
import type { RunStatus } from '../runs/run-status.js';
import { cellsAt } from './cells-at.js';
import type { RowColumn, RowSource, RowValue } from './row-column.js';
import { hyperparameterColumns, named, seriesNames } from './user-columns.js';

/** What the row of every logged value has. */
interface PointFields {
  readonly runId: string;
  readonly status: RunStatus;
  /** The metric's name. */
  readonly metric: string;
  /** The position among all values of the metric that the child logged, from 0. */
  readonly index: number;
  /** The step that was logged with it, where one was. */
  readonly step: number | null;
  readonly time: Date | null;
  /** What was logged, where it is a number: NaN and infinities are numbers too. */
  readonly value: number | bigint | null;
  /** What was logged, where it is a text or a boolean. */
  readonly text: string | null;
}

/** A logged value as a row. Besides what every row has it has the child's hyperparameters: see {@link pointColumns}. */
export interface PointRow extends PointFields {
  readonly [column: string]: RowValue;
}

/** In the order of the columns. */
const fieldNames = [
  'runId',
  'status',
  'metric',
  'index',
  'step',
  'time',
  'value',
  'text',
] as const satisfies readonly (keyof PointFields)[];

/** A value with the number of its child. */
interface Point {
  readonly child: number;
  readonly fields: PointFields;
}

/**
 * The columns of a table with one row a logged value: those of {@link PointRow}, then each hyperparameter of the child. The
 * rows are child by child, of each the primary metric before the others, which are in the order of their names. Only
 * metrics that are series of values have rows.
 * @param primaryMetricName the metric that comes first
 */
export function pointColumns(sources: readonly RowSource[], primaryMetricName?: string): readonly RowColumn[] {
  const points = pointsOf(sources, primaryMetricName);
  const ofRuns = fieldNames.map(
    (name): RowColumn => ({ name, of: 'run', values: points.map(({ fields }) => fields[name]) }),
  );
  const ofUsers = userColumns(sources).map(({ values, ...column }) => ({
    ...column,
    values: points.map(({ child }) => values[child] ?? null),
  }));
  return [...ofRuns, ...ofUsers];
}

/**
 * All that a sweep's children logged as plain objects, one a value, with the columns of {@link pointColumns}: the tidy form
 * that Observable Plot and Arquero take.
 */
export function toPointRows(sources: readonly RowSource[], primaryMetricName?: string): PointRow[] {
  const columns = userColumns(sources);
  const cells = sources.map((_, child) => cellsAt(columns, child));
  return pointsOf(sources, primaryMetricName).map(({ child, fields }) => ({ ...fields, ...cells[child] }));
}

function userColumns(sources: readonly RowSource[]): readonly RowColumn[] {
  return named(hyperparameterColumns(sources), new Set<string>(fieldNames), 'hyperparameter');
}

function pointsOf(sources: readonly RowSource[], primaryMetricName: string | undefined): readonly Point[] {
  const names = seriesNames(sources, primaryMetricName);
  return sources.flatMap(({ summary, metrics }, child) =>
    names.flatMap((name) => {
      const metric = metrics?.get(name);
      if (metric?.kind !== 'scalar') return [];
      return metric.points.map((point, index): Point => {
        const { runId, status } = summary;
        const { value, step = null, time = null } = point;
        const fields = { runId, status, metric: name, index, step, time, value: numberOf(value), text: textOf(value) };
        return { child, fields };
      });
    }),
  );
}

function numberOf(value: MetricCell): number | bigint | null {
  return typeof value === 'number' || typeof value === 'bigint' ? value : null;
}

function textOf(value: MetricCell): string | null {
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : null;
}
