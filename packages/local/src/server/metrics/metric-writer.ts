import type { NewMetricRow } from '../../storage/metrics/stored-metric.js';
import type { RunKey } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';
import { nextTurn } from '../http/turns.js';

/** Rows that are stored at once, and the cells that they may contain together: some hundredths of a second. */
const rowsAtOnce = 1000;
const cellsAtOnce = 10_000;

/** Rows of one run that wait for the next transaction. */
interface Delivery {
  readonly key: RunKey;
  readonly rows: readonly NewMetricRow[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Stores the rows of many requests, what arrives together in one transaction: waiting for the disk is what costs. */
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
export function createMetricWriter(store: RunStore): MetricWriter {
  const waiting: Delivery[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      // Whatever else this round of the loop brings is stored with it.
      await nextTurn();
      write(waiting.splice(0, countOf(waiting)));
    }
    isWriting = false;
  }

  function write(deliveries: readonly Delivery[]): void {
    const outcomes: (() => void)[] = [];
    try {
      store.transaction(() => {
        for (const { key, rows, resolve, reject } of deliveries) {
          try {
            // A transaction of its own inside: what one delivery is refused for is not what the others are.
            store.transaction(() => store.appendMetricRows(key, rows));
            outcomes.push(resolve);
          } catch (error) {
            outcomes.push(() => reject(error));
          }
        }
      });
    } catch (error) {
      for (const { reject } of deliveries) reject(error);
      return;
    }
    for (const settle of outcomes) settle();
  }

  function appendPart(key: RunKey, rows: readonly NewMetricRow[]): Promise<void> {
    return new Promise((resolve, reject) => {
      waiting.push({ key, rows, resolve, reject });
      if (!isWriting) void writeAll();
    });
  }

  return {
    async append(key, rows) {
      for (const part of partsOf(rows)) await appendPart(key, part);
    },
  };
}

/** How many deliveries one transaction takes: the first, and as many more as the limits allow. */
function countOf(waiting: readonly Delivery[]): number {
  let rows = 0;
  let cells = 0;
  const first = waiting.findIndex((delivery, index) => {
    rows += delivery.rows.length;
    cells += cellsOf(delivery.rows);
    return index > 0 && (rows > rowsAtOnce || cells > cellsAtOnce);
  });
  return first === -1 ? waiting.length : first;
}

function cellsOf(rows: readonly NewMetricRow[]): number {
  return rows.reduce((sum, { data }) => sum + data.size, 0);
}

/** A delivery in parts, usually one; one without rows too, since its run must exist. */
function* partsOf(rows: readonly NewMetricRow[]): Iterable<readonly NewMetricRow[]> {
  let from = 0;
  let cells = 0;
  for (const [at, { data }] of rows.entries()) {
    if (at > from && (at - from >= rowsAtOnce || cells + data.size > cellsAtOnce)) {
      yield rows.slice(from, at);
      from = at;
      cells = 0;
    }
    cells += data.size;
  }
  yield rows.slice(from);
}
