import type { MetricRowsQuery, StoredMetricRow } from '../../storage/metrics/stored-metric.js';
import type { RunKey } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';

/** Rows that are read from the store at once: some milliseconds. */
const rowsAtOnce = 500;

/** The rows of a metric in the order in which they were committed, read as they are taken. */
export function* readRowsInParts(
  store: Pick<RunStore, 'readMetricRows'>,
  run: RunKey,
  name: string,
  query: Omit<MetricRowsQuery, 'order'> = {},
): Iterable<StoredMetricRow> {
  let { afterSequence, limit: missing = Number.POSITIVE_INFINITY } = query;
  while (missing > 0) {
    const limit = Math.min(missing, rowsAtOnce);
    const rows = store.readMetricRows(run, name, { ...query, afterSequence, limit });
    yield* rows;
    if (rows.length < limit) return;
    afterSequence = rows.at(-1)?.sequence;
    missing -= rows.length;
  }
}
