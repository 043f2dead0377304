import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Metric } from '@hyperdrive-run/core';
import type { JsonObject } from '@hyperdrive-run/core/json';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { asStoreError, isMissing } from '../files/file-failure.js';
import { knownByStamp } from '../files/known-by-stamp.js';
import { createMetricCollector } from './metric-collector.js';
import { readProgressCsv } from './progress-csv.js';

/** What the metrics of a trial are read from. */
export interface TrialResults {
  /** The trial's folder, where its state names one. */
  readonly folder: string | undefined;
  /** The last report, as the state file has it. */
  readonly lastResult: () => JsonObject;
}

/** Reads the metrics of one trial. */
export type LoadMetrics = (trial: TrialResults, options: CallOptions) => Promise<ReadonlyMap<string, Metric>>;

/** The files that contain a trial's reports, the one that contains most first. */
const sources = [
  ['result.json', metricsOfLines],
  ['progress.csv', (text: string) => metricsOfResults(readProgressCsv(text))],
] as const;

/**
 * Makes the reader of trials' metrics. They come from `result.json`, else from `progress.csv`, else from the last report
 * in the state file. What was read of a file is remembered until the file changes.
 * @throws StoreError where a file is there and cannot be read
 */
export function createMetricsLoader(): LoadMetrics {
  const known = knownByStamp<ReadonlyMap<string, Metric>>();
  return async ({ folder, lastResult }, { signal }) => {
    for (const [name, read] of folder === undefined ? [] : sources) {
      signal?.throwIfAborted();
      const file = path.join(folder ?? '', name);
      try {
        return await known.get(file, () => read(readFileSync(file, 'utf8')));
      } catch (error) {
        signal?.throwIfAborted();
        if (!isMissing(error)) throw asStoreError(error, file);
      }
    }
    return metricsOfResults([lastResult()]);
  };
}

function metricsOfLines(text: string): ReadonlyMap<string, Metric> {
  const collector = createMetricCollector();
  collector.addLines(text);
  return collector.metrics();
}

function metricsOfResults(results: readonly JsonObject[]): ReadonlyMap<string, Metric> {
  const collector = createMetricCollector();
  for (const result of results) collector.addResult(result);
  return collector.metrics();
}
