import type { NewMetricRow } from '../../storage/metrics/stored-metric.js';
import type { RunKey } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';
import { isSingleValue, metricNumberOf } from '../best-child/metric-number.js';

/** Rows that are read at once. */
const rowsAtOnce = 5000;

/** What rows of one metric count for the policies: a number for each value, NaN where it cannot be ranked. */
export function valuesOfRows(
  rows: readonly Pick<NewMetricRow, 'name' | 'metricType' | 'columns' | 'data'>[],
): number[] {
  return rows.filter(isSingleValue).map((row) => metricNumberOf(row) ?? Number.NaN);
}

/** All that a run has logged of a metric, in commit order, in the same form. */
export function readLoggedValues(store: RunStore, key: RunKey, name: string): number[] {
  const metric = store.getMetric(key, name);
  if (metric === undefined) return [];
  const values: number[] = [];
  let afterSequence: number | undefined;
  for (;;) {
    const rows = store.readMetricRows(key, name, { afterSequence, limit: rowsAtOnce });
    values.push(...valuesOfRows(rows.map(({ data }) => ({ ...metric, data }))));
    if (rows.length < rowsAtOnce) return values;
    afterSequence = rows.at(-1)?.sequence;
  }
}
