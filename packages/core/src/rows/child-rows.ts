import type { Metric } from '../metrics/metric.js';
import type { RunStatus } from '../runs/run-status.js';
import { cellsAt } from './cells-at.js';
import type { RowColumn, RowSource, RowValue } from './row-column.js';
import { hyperparameterColumns, metricColumns, named } from './user-columns.js';

/** What the row of every child has. */
interface ChildFields {
  readonly runId: string;
  readonly status: RunStatus;
  readonly startTime: Date | null;
  readonly endTime: Date | null;
  /** The value that the child is ranked by. */
  readonly bestPrimaryMetric: number | null;
  /** From its start to its end. */
  readonly durationSeconds: number | null;
  /** What its service says of why it failed. */
  readonly failureReason: string | null;
  /** How many values it logged of the metric that it logged most often; `null` where its metrics are not known. */
  readonly steps: number | null;
  /** The step at which it logged the value that it is ranked by. */
  readonly bestStep: number | null;
}

/** A child as a row. Besides what every row has it has the user's own columns: see {@link childColumns}. */
export interface ChildRow extends ChildFields {
  readonly [column: string]: RowValue;
}

/** In the order of the columns. */
const fieldNames = [
  'runId',
  'status',
  'startTime',
  'endTime',
  'bestPrimaryMetric',
  'durationSeconds',
  'failureReason',
  'steps',
  'bestStep',
] as const satisfies readonly (keyof ChildFields)[];

function fieldsOf({ summary, record, metrics }: RowSource): ChildFields {
  const { startTime, endTime, error } = record ?? {};
  return {
    runId: summary.runId,
    status: summary.status,
    startTime: startTime ?? null,
    endTime: endTime ?? null,
    bestPrimaryMetric: summary.bestPrimaryMetric ?? null,
    durationSeconds: startTime && endTime ? (endTime.getTime() - startTime.getTime()) / 1000 : null,
    failureReason: error?.message ?? error?.code ?? null,
    steps: metrics === undefined ? null : stepsOf(metrics),
    bestStep: summary.origin?.step ?? null,
  };
}

/**
 * The columns of a table with one row a child, in the order of the children: those of {@link ChildRow}, then each
 * hyperparameter under its name, then of each metric that is a series of values the last, the least and the greatest one,
 * as `loss (last)`, `loss (min)` and `loss (max)`: the primary metric before the others, which are in the order of their
 * names. A name that is taken has what it is of behind it: `status (hyperparameter)`.
 * @param primaryMetricName the metric that comes first
 */
export function childColumns(sources: readonly RowSource[], primaryMetricName?: string): readonly RowColumn[] {
  const fields = sources.map(fieldsOf);
  const fixed = fieldNames.map((name): RowColumn => ({ name, of: 'run', values: fields.map((each) => each[name]) }));
  return [...fixed, ...userColumns(sources, primaryMetricName)];
}

/**
 * A sweep's children as plain objects, one each, with the columns of {@link childColumns}: for Observable Plot, Arquero or
 * `console.table`. Every row has every column.
 */
export function toChildRows(sources: readonly RowSource[], primaryMetricName?: string): ChildRow[] {
  const columns = userColumns(sources, primaryMetricName);
  return sources.map((source, row) => ({ ...fieldsOf(source), ...cellsAt(columns, row) }));
}

function userColumns(sources: readonly RowSource[], primaryMetricName: string | undefined): readonly RowColumn[] {
  const taken = new Set<string>(fieldNames);
  return [
    ...named(hyperparameterColumns(sources), taken, 'hyperparameter'),
    ...named(metricColumns(sources, primaryMetricName), taken, 'metric'),
  ];
}

function stepsOf(metrics: ReadonlyMap<string, Metric>): number {
  let most = 0;
  for (const metric of metrics.values()) if (metric.kind === 'scalar') most = Math.max(most, metric.points.length);
  return most;
}
