import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BackendError, type Metric, type RunRecord } from '@hyperdrive-run/core';
import { writeNamedMetric, writeOwnConfig } from '@hyperdrive-run/core/internal-config';
import { type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { makeServiceFolder } from '../service-folder.js';
import { createRunFiles } from '../storage/files/disk-run-files.js';
import { isPlainPath } from '../storage/files/plain-path.js';
import type { ExperimentScope } from '../storage/run-key.js';
import type { RunStore } from '../storage/run-store.js';
import { openRunStore } from '../storage/sqlite-run-store.js';
import { metricToRows } from './metric-to-rows.js';
import { orderForImport } from './order-for-import.js';

/** A run that another service kept, as it is to be kept here. */
export interface RunToImport {
  readonly scope: ExperimentScope;
  readonly record: RunRecord;
  readonly target?: string | undefined;
  /** The arguments of its command line. */
  readonly arguments?: readonly string[] | undefined;
  readonly metrics: Iterable<Metric>;
  /**
   * Whether the run is left as it is where it is there already, as one of a sweep that several others resumed from.
   * Default false: then its id must be free.
   */
  readonly mayBeThere?: boolean | undefined;
  /** The content of its files, by name with forward slashes. */
  readonly files?: ReadonlyMap<string, Iterable<Uint8Array> | AsyncIterable<Uint8Array>> | undefined;
}

/**
 * Puts runs that another service kept into the folder of a local service, all of them or none, with their ids, statuses,
 * times, tags and metrics. A service may be running on the folder: it answers them at once, and runs none of them.
 * @param runs in the order in which they were listed
 * @throws BackendError with code `refused` where a run of one of the ids is there already, or a file's name would lead
 *   out of its run's folder
 * @throws StorageError where the folder cannot be written
 */
export async function importRuns(folder: string, runs: readonly RunToImport[]): Promise<void> {
  const root = makeServiceFolder(folder);
  const store = openRunStore({ file: join(root, 'runs.db') });
  try {
    const isThere = ({ scope, record }: RunToImport): boolean =>
      store.getRun({ scope, runId: record.runId }) !== undefined;
    const missing = runs.filter((run) => run.mayBeThere !== true || !isThere(run));
    for (const run of missing) checkImportable(run, isThere(run));
    // Files of a run that is not there yet are seen by nobody.
    for (const run of missing) await writeFiles(root, run);
    store.transaction(() => {
      for (const run of orderForImport(missing)) {
        createRun(store, { ...run, record: writeNamedMetric(writeOwnConfig(run.record)) });
      }
    });
  } finally {
    store.close();
  }
}

function checkImportable({ record, files }: RunToImport, isThere: boolean): void {
  const { runId } = record;
  if (isThere) {
    throw new BackendError({
      code: 'refused',
      message: `Run ${JSON.stringify(runId)} is there already, so nothing was imported.`,
      hint: 'It may have been imported before. Import into another folder, or prune the sweep that is there.',
      runId,
    });
  }
  for (const name of files?.keys() ?? []) {
    if (isPlainPath(name)) continue;
    throw new BackendError({
      code: 'refused',
      message: `Run ${JSON.stringify(runId)} has a file called ${JSON.stringify(name)}, which leads out of its folder.`,
      hint: 'Nothing was imported. Export the sweep without --files.',
      runId,
    });
  }
}

async function writeFiles(root: string, { scope, record, files }: RunToImport): Promise<void> {
  const folder = createRunFiles(root).folderOf({ scope, runId: record.runId });
  for (const [name, content] of files ?? []) {
    const place = join(folder, ...name.split('/'));
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await pipeline(Readable.from(content), createWriteStream(place, { mode: 0o600 }));
  }
}

function createRun(store: RunStore, { scope, record, target, arguments: words, metrics }: RunToImport): void {
  const { runId } = record;
  const time = record.startTime ?? record.createdTime ?? new Date();
  store.createRun({
    ...record,
    scope,
    target,
    tags: tagsOf(record),
    createdTime: record.createdTime ?? record.startTime,
    runDefinition: words === undefined ? undefined : new Map<string, JsonValue>([['arguments', words]]),
  });
  for (const metric of metrics) store.appendMetricRows({ scope, runId }, metricToRows(metric, time));
}

/** Parameters that a service kept with the run stand in the child's own tag here, as other clients write them. */
function tagsOf({ tags, parameters }: RunRecord): ReadonlyMap<string, string> {
  if (parameters === undefined || parameters.size === 0 || tags.has('hyperparameters')) return tags;
  return new Map([...tags, ['hyperparameters', writeJson(new Map(parameters))]]);
}
