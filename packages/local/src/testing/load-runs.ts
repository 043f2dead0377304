import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InvalidArgumentError } from '@hyperdrive-run/core';
import { makeServiceFolder } from '../service-folder.js';
import { createRunFiles } from '../storage/files/disk-run-files.js';
import { isPlainPath } from '../storage/files/plain-path.js';
import type { NewMetricRow } from '../storage/metrics/stored-metric.js';
import type { NewRun } from '../storage/runs/stored-run.js';
import { openRunStore } from '../storage/sqlite-run-store.js';

/** A run as a test wants the service to have it, with what it logged and left behind. */
export interface RunToLoad extends NewRun {
  /** In the order in which they are to be committed. */
  readonly metricRows?: readonly NewMetricRow[] | undefined;
  /** The content of its files by name with forward slashes, logs (`user_logs/…`, `azureml-logs/…`) among them. */
  readonly files?: ReadonlyMap<string, string | Uint8Array> | undefined;
}

/**
 * Puts runs with their metrics and files into the folder of a local service, all of them or none: any status, tags and times,
 * hidden ones, whatever a real service could answer. Parents come before their children. A service may be open on the
 * folder meanwhile: it answers them at once, and it does not run them.
 * @throws BackendError with code `refused` where a run of that id is there already
 * @throws InvalidArgumentError where the name of a file leads out of its run's folder
 */
export function loadRuns(folder: string, runs: Iterable<RunToLoad>): void {
  const root = makeServiceFolder(folder);
  const store = openRunStore({ file: join(root, 'runs.db') });
  try {
    store.transaction(() => {
      for (const { metricRows = [], files = new Map(), ...run } of runs) {
        store.createRun(run);
        store.appendMetricRows(run, metricRows);
        writeFiles(createRunFiles(root).folderOf(run), files);
      }
    });
  } finally {
    store.close();
  }
}

function writeFiles(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  for (const [name, content] of files) {
    if (!isPlainPath(name)) {
      throw new InvalidArgumentError({ option: 'files', got: name, takes: 'names below the folder of the run' });
    }
    const place = join(folder, ...name.split('/'));
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    writeFileSync(place, content, { mode: 0o600 });
  }
}
