import type { NewMetricRow } from '../../storage/metrics/stored-metric.js';
import type { RunKey } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';

/** Rows that are read at once. */
const rowsAtOnce = 5000;

/** What a run has logged of a metric so far, in the order in which it was committed, in portions. */
export function* loggedRowsOf(
  store: RunStore,
  key: RunKey,
  name: string,
): Generator<readonly Pick<NewMetricRow, 'name' | 'metricType' | 'columns' | 'data'>[]> {
  const metric = store.getMetric(key, name);
  if (metric === undefined) return;
  let afterSequence: number | undefined;
  for (;;) {
    const rows = store.readMetricRows(key, name, { afterSequence, limit: rowsAtOnce });
    yield rows.map(({ data }) => ({ ...metric, data }));
    if (rows.length < rowsAtOnce) return;
    afterSequence = rows.at(-1)?.sequence;
  }
}
