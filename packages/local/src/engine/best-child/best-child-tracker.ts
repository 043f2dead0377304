import { randomUUID } from 'node:crypto';
import { compareByGoal, type PrimaryMetric } from '@hyperdrive-run/core';
import { bestChildTableName } from '@hyperdrive-run/core/internal';
import type { JsonValue } from '@hyperdrive-run/core/json';
import type { NewMetricRow } from '../../storage/metrics/stored-metric.js';
import { metricNumberOf } from './metric-number.js';

/** A trial with its best value of the primary metric. */
export interface BestChild {
  readonly runId: string;
  readonly value: number;
}

/** Follows the primary metric of a sweep's trials. */
export interface BestChildTracker {
  /** Adds rows that a trial has logged. Returns whether the best of all trials got better. */
  add(runId: string, rows: readonly Pick<NewMetricRow, 'name' | 'metricType' | 'columns' | 'data'>[]): boolean;
  /** The best so far; of equal ones the one that was there first. */
  best(): BestChild | undefined;
  /** A trial's best value so far. */
  bestOf(runId: string): number | undefined;
}

export function createBestChildTracker({ name, goal }: PrimaryMetric): BestChildTracker {
  const values = new Map<string, number>();
  let best: BestChild | undefined;
  return {
    add(runId, rows) {
      const before = best;
      for (const row of rows) {
        const value = row.name === name ? metricNumberOf(row) : undefined;
        if (value === undefined) continue;
        const known = values.get(runId);
        if (known === undefined || compareByGoal(goal, value, known) < 0) values.set(runId, value);
        if (best === undefined || compareByGoal(goal, value, best.value) < 0) best = { runId, value };
      }
      return best !== before;
    },
    best: () => best,
    bestOf: (runId) => values.get(runId),
  };
}

/** A row of the parent's table of best children, as the service writes it. */
export function bestChildRow(options: {
  readonly metricName: string;
  readonly best: BestChild;
  readonly elapsedSeconds: number;
  /** Whether the sweep has ended and this is its winner. */
  readonly final: boolean;
  readonly time: Date;
}): NewMetricRow {
  return {
    metricId: randomUUID(),
    name: bestChildTableName,
    metricType: 'azureml.v1.table',
    columns: new Map([
      ['metric_name', 'string'],
      ['time_elapse', 'int'],
      ['run_id', 'string'],
      ['metric_value', 'double'],
      ['final', 'bool'],
    ]),
    data: new Map<string, JsonValue>([
      ['metric_name', options.metricName],
      ['time_elapse', options.elapsedSeconds],
      ['run_id', options.best.runId],
      ['metric_value', options.best.value],
      ['final', options.final],
    ]),
    time: options.time,
  };
}
