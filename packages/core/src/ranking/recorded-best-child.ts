import { listPrimaryMetrics } from '../config/wire/part-sources.js';
import type { Metric, MetricCell } from '../metrics/metric.js';
import type { RunRecord } from '../runs/run.js';
import { isTerminalStatus } from '../runs/run-status.js';
import type { PrimaryMetric } from './primary-metric.js';

/** The parent's metric table in which the service keeps its best child so far. */
export const bestChildTableName = 'best_child_by_primary_metric';

/** The winner as the service wrote it down. */
export interface RecordedBestChild {
  readonly runId: string;
  readonly value: number;
  /** The parent's property (written when the sweep ends) or the last row of its table. */
  readonly source: 'property' | 'table';
}

/**
 * Whether a sweep's recorded winner is one by this metric. It was recorded for the metric that the sweep was run with: for
 * one that a reader named, or where the sweep's tags and properties disagree or name none, nobody recorded a winner.
 */
export function isRecordedFor(
  parent: Pick<RunRecord, 'tags' | 'properties' | 'config'>,
  metric: PrimaryMetric,
): boolean {
  const own = listPrimaryMetrics(parent);
  return own.length > 0 && own.every(({ name, goal }) => name === metric.name && goal === metric.goal);
}

/**
 * The winner in the properties `best_child_run_id` and `score` of a finished parent.
 * @returns `undefined` where the parent has not ended, or names no winner with a finite value
 */
export function recordedBestFromProperties(
  parent: Pick<RunRecord, 'status' | 'properties'>,
): RecordedBestChild | undefined {
  const runId = parent.properties.get('best_child_run_id') ?? '';
  const score = parent.properties.get('score')?.trim() ?? '';
  if (!isTerminalStatus(parent.status) || runId === '' || score === '') return undefined;
  const value = Number(score);
  return Number.isFinite(value) ? { runId, value, source: 'property' } : undefined;
}

/**
 * The winner in the last row of the parent's table. With a finished parent only a row that is flagged `final` counts;
 * while it runs the last row is the best so far.
 * @param table the parent's metric named {@link bestChildTableName}, `undefined` where it has none
 * @param onWarning is called where the table exists but cannot be understood
 */
export function recordedBestFromTable(
  parent: Pick<RunRecord, 'runId' | 'status'>,
  table: Metric | undefined,
  onWarning?: (message: string) => void,
): RecordedBestChild | undefined {
  if (table === undefined) return undefined;
  const warn = (problem: string): undefined => {
    onWarning?.(
      `The table ${bestChildTableName} of run ${JSON.stringify(parent.runId)} ${problem}; all children are compared instead.`,
    );
    return undefined;
  };
  if (table.kind !== 'table') return warn('is no table');
  const row = table.rows.at(-1)?.cells;
  if (row === undefined) return undefined;
  const runId = row.get('run_id');
  const value = toNumber(row.get('metric_value'));
  if (typeof runId !== 'string' || runId === '') return warn('names no run in its last row');
  if (value === undefined) return warn('has no number in its last row');
  if (!Number.isFinite(value)) return undefined;
  if (isTerminalStatus(parent.status) && !isTrue(row.get('final'))) return undefined;
  return { runId, value, source: 'table' };
}

function toNumber(cell: MetricCell | undefined): number | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') return Number(cell);
  if (typeof cell !== 'string' || cell.trim() === '') return undefined;
  const value = Number(cell);
  return Number.isNaN(value) ? undefined : value;
}

function isTrue(cell: MetricCell | undefined): boolean {
  return cell === true || cell === 1 || (typeof cell === 'string' && cell.toLowerCase() === 'true');
}
