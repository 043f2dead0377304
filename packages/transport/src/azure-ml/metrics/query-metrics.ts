import { BackendError } from '@hyperdrive-run/core';
import { paginate } from '../../http/answers/paginate.js';
import { historyService } from '../run-history/history-service.js';
import type { AskMetrics } from './ask-metrics.js';
import { queryMetricsEndpoint } from './metric-endpoints.js';
import { type MetricsByRun, toQueriedMetrics } from './to-queried-metrics.js';
import { type MetricQueryEntryDto, metricQueryPageSchema } from './wire/metric-query-dto.js';

/**
 * How many pages a query may have. They come one after the other: where series are so long, the runs are read sooner each
 * by itself, many at a time.
 */
export const mostPagesOfQuery = 10;

/**
 * Asks the older `metrics:query` for what many runs logged. A run without an entry may have logged nothing, or what only
 * the newer calls know.
 * @throws BackendError where the service refuses, or where the values fill more than {@link mostPagesOfQuery} pages
 */
export async function queryMetrics(
  ask: AskMetrics,
  home: string,
  runIds: readonly string[],
  names: readonly string[] | undefined,
): Promise<MetricsByRun> {
  const what = `the metrics of ${runIds.length} runs`;
  const pages = paginate(
    (cursor) => {
      const continuationToken = cursor?.kind === 'token' ? cursor.token : undefined;
      const endpoint = queryMetricsEndpoint(home, { runIds, names, continuationToken });
      return ask(historyService, metricQueryPageSchema, endpoint);
    },
    {
      what,
      keysOf: ({ value }) => value.map(({ runId, name, metricId = '' }) => JSON.stringify([runId, name, metricId])),
    },
  );
  const asked = new Set(runIds);
  const wanted = names === undefined ? undefined : new Set(names);
  const entries: MetricQueryEntryDto[] = [];
  let read = 0;
  for await (const { value, continuationToken = '' } of pages) {
    // What nobody asked for is no answer to the question.
    for (const entry of value) if (asked.has(entry.runId) && wanted?.has(entry.name) !== false) entries.push(entry);
    read += 1;
    if (read < mostPagesOfQuery || continuationToken === '') continue;
    const message = `More than ${mostPagesOfQuery} pages for ${what}: each run is read by itself.`;
    throw new BackendError({ code: 'refused', message });
  }
  return toQueriedMetrics(entries);
}
