import type { NewMetricRow } from '../../storage/metrics/stored-metric.js';
import type { RunKey } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';
import { mostOfTransaction, type WriteGroup } from '../writes/write-group.js';

/** Stores the rows of deliveries, with what else arrives at the same time. */
export interface MetricWriter {
  /**
   * Resolves once all rows are on the disk. Of very many, a part that is stored stays where a later one cannot be: the
   * delivery is not acknowledged then, and a repeated one adds what is missing.
   * @throws BackendError with code `run-not-found`, also for no rows
   * @throws StorageError, and whatever else the store refuses rows with
   */
  append(key: RunKey, rows: readonly NewMetricRow[]): Promise<void>;
}

/** Makes a writer for a store. */
export function createMetricWriter(store: Pick<RunStore, 'appendMetricRows'>, writes: WriteGroup): MetricWriter {
  return {
    async append(key, rows) {
      for (const part of partsOf(rows)) {
        await writes.add(() => store.appendMetricRows(key, part), { rows: part.length, cells: cellsOf(part) });
      }
    },
  };
}

function cellsOf(rows: readonly NewMetricRow[]): number {
  return rows.reduce((sum, { data }) => sum + data.size, 0);
}

/** A delivery in parts, usually one; one without rows too, since its run must exist. */
function* partsOf(rows: readonly NewMetricRow[]): Iterable<readonly NewMetricRow[]> {
  let from = 0;
  let cells = 0;
  for (const [at, { data }] of rows.entries()) {
    if (at > from && (at - from >= mostOfTransaction.rows || cells + data.size > mostOfTransaction.cells)) {
      yield rows.slice(from, at);
      from = at;
      cells = 0;
    }
    cells += data.size;
  }
  yield rows.slice(from);
}
