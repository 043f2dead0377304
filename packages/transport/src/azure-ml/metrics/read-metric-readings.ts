import { HyperDriveError, type MetricReading, readMetric } from '@hyperdrive-run/core';
import type { GetMetricReadingsOptions, RunReadingResult } from '@hyperdrive-run/core/ports';
import { workspacePath } from '../addresses/azure-ml-scope.js';
import type { AzureMlConnection } from '../azure-ml-connection.js';
import { createAskMetrics } from './ask-metrics.js';
import { childMetricsEndpoint } from './metric-endpoints.js';
import { metricService } from './metric-service.js';
import { fewestRunsToQuery } from './read-in-queries.js';
import { readMetrics } from './read-metrics.js';
import { toReading } from './to-reading.js';
import { childMetricsSchema, manyRunsOffers } from './wire/many-runs-dto.js';

/** Of so many runs the service is asked for these alone, of more for all children: their ids would be the longer text. */
const mostIdsOfRequest = 200;

/** The readings of children whose service picks the rows; none where it does not offer that, or fails. */
async function readPicked(
  connection: AzureMlConnection,
  runIds: ReadonlySet<string>,
  options: GetMetricReadingsOptions,
): Promise<ReadonlyMap<string, MetricReading>> {
  const { client, scope: where, metricLimiter, offers } = connection;
  const { name, goal, scope, childrenOf, signal } = options;
  const readings = new Map<string, MetricReading>();
  const isOffered = offers.has(manyRunsOffers.childMetrics) && scope !== 'average' && runIds.size >= fewestRunsToQuery;
  if (!isOffered || childrenOf === undefined) return readings;
  const some = runIds.size <= mostIdsOfRequest ? [...runIds] : undefined;
  const endpoint = childMetricsEndpoint(workspacePath(where), childrenOf, { name, goal, scope, runIds: some });
  try {
    const ask = createAskMetrics(client, metricLimiter)(signal);
    const { value } = await ask(metricService, childMetricsSchema, endpoint);
    for (const child of value) if (runIds.has(child.runId)) readings.set(child.runId, toReading(child, options));
  } catch (error) {
    const isOnes = HyperDriveError.isInstance(error) && error.code !== 'not-authenticated';
    if (!isOnes || signal?.aborted === true) throw error;
    readings.clear();
  }
  return readings;
}

/**
 * Reads the one value that stands for each of many runs: in one request where the service can pick it, else out of what the
 * runs logged. What a response leaves out is read run by run.
 */
export async function* readMetricReadings(
  connection: AzureMlConnection,
  runIds: readonly string[],
  options: GetMetricReadingsOptions,
): AsyncGenerator<RunReadingResult, void, undefined> {
  const { name, goal, scope, childrenOf, signal } = options;
  const asked = new Set(runIds);
  const picked = await readPicked(connection, asked, options);
  for (const [runId, reading] of picked) yield { kind: 'read', runId, reading };
  const rest = [...asked].filter((runId) => !picked.has(runId));
  for await (const result of readMetrics(connection, rest, { names: [name], childrenOf, signal })) {
    if (result.kind === 'unreadable') yield result;
    else yield { kind: 'read', runId: result.runId, reading: readMetric(result.metrics.get(name), goal, scope) };
  }
}
