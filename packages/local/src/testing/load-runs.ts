import { join } from 'node:path';
import { makeServiceFolder } from '../service-folder.js';
import { openRunStore } from '../storage/sqlite-run-store.js';
import type { NewMetricRow } from '../storage/stored-metric.js';
import type { NewRun } from '../storage/stored-run.js';

/** A run as a test wants the service to have it, with what it logged. */
export interface RunToLoad extends NewRun {
  /** In the order in which they are to be committed. */
  readonly metricRows?: readonly NewMetricRow[] | undefined;
}

/**
 * Puts runs with their metrics into the folder of a local service, all of them or none: any status, tags and times,
 * hidden ones, whatever a real service could answer. Parents come before their children. A service may be open on the
 * folder meanwhile: it answers them at once, and it does not run them.
 * @throws BackendError with code `refused` where a run of that id is there already
 */
export function loadRuns(folder: string, runs: Iterable<RunToLoad>): void {
  const store = openRunStore({ file: join(makeServiceFolder(folder), 'runs.db') });
  try {
    store.transaction(() => {
      for (const { metricRows = [], ...run } of runs) {
        store.createRun(run);
        store.appendMetricRows(run, metricRows);
      }
    });
  } finally {
    store.close();
  }
}
