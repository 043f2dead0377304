import type { MetricColumnType, MetricNumber } from '../metrics/metric.js';
import type { RunRecord } from '../runs/run.js';
import type { CallOptions } from './abort-signal.js';
import type { RunChanges } from './sweep-backend.js';

/** One logged row on its way to the service. A scalar is a row with one cell, named as the metric. */
export interface LoggedRow {
  /** Unique: a repeated delivery of the same row adds nothing. */
  readonly metricId: string;
  readonly name: string;
  readonly kind: 'scalar' | 'table';
  readonly cells: ReadonlyMap<string, MetricNumber | string | boolean>;
  readonly columns: ReadonlyMap<string, MetricColumnType>;
  readonly step?: number | undefined;
  readonly time: Date;
}

/** The port that a training script writes through, from inside a trial. */
export interface TrainingBackend {
  /** The run that the script is. */
  getRun(runId: string, options?: CallOptions): Promise<RunRecord>;
  /** Delivers rows. Resolves once the service has them; safe to repeat, because rows carry ids. */
  logRows(runId: string, rows: readonly LoggedRow[], options?: CallOptions): Promise<void>;
  /** Changes what is given of the run and returns it as it is then. */
  updateRun(runId: string, changes: RunChanges, options?: CallOptions): Promise<RunRecord>;
}
