import { BackendError, type MetricPoint } from '@hyperdrive-run/core';
import { streamConcurrently } from '../../async/stream-concurrently.js';
import { isMissing } from '../../http/answers/is-missing.js';
import { keysOfValues } from '../../http/answers/paginate.js';
import type { Endpoint } from '../../http/requests/endpoint.js';
import type { WireSchema } from '../../wire-json/wire-schema.js';
import type { MlflowConnection } from '../mlflow-connection.js';
import { readAllPages } from '../runs/read-all-pages.js';
import { runSubject } from '../runs/run-endpoints.js';
import { bulkPoints, bulkRuns } from '../wire/constants.js';
import { metricHistorySchema } from '../wire/metric-dto.js';
import type { Histories } from './histories.js';
import { bulkHistoryEndpoint, metricHistoryEndpoint } from './metric-endpoints.js';
import { readRest } from './read-rest.js';
import { toPoint } from './to-point.js';

/** Sends a metric request within the bound on all of them. */
export type Ask = <T>(schema: WireSchema<T>, endpoint: Endpoint) => Promise<T>;

/** How many runs whose histories are said to be long are read alone before others are. */
const firstAlone = 4;

/**
 * Reads every value of one metric of up to 100 runs. Where a listing said that each of them may fill a bulk answer, some are
 * read alone first, and then the others too if that was so; a bulk answer would be asked for in vain.
 */
export async function readHistories(
  connection: MlflowConnection,
  ask: Ask,
  runIds: readonly string[],
  name: string,
  signal: AbortSignal,
): Promise<Histories> {
  const areSaidLong = runIds.every((runId) => connection.found.longHistories.has(runId, name));
  if (!areSaidLong) return readTogether(connection, ask, runIds, name, signal);
  const first = runIds.slice(0, firstAlone);
  const alone = await readSingly(connection, ask, first, name, signal);
  const areLong = first.every((runId) => (alone.get(runId)?.length ?? 0) >= bulkPoints);
  const readOthers = areLong ? readSingly : readTogether;
  return new Map([...alone, ...(await readOthers(connection, ask, runIds.slice(firstAlone), name, signal))]);
}

/**
 * Reads the histories of runs in one request where the server knows bulk histories. An answer of 25 000 points was cut
 * without a word: {@link readRest} asks on, down to single runs, whose histories come in pages.
 */
async function readTogether(
  connection: MlflowConnection,
  ask: Ask,
  runIds: readonly string[],
  name: string,
  signal: AbortSignal,
): Promise<Histories> {
  if (runIds.length === 0) return new Map();
  if (runIds.length === 1 || connection.found.lacksBulk) return readSingly(connection, ask, runIds, name, signal);
  const bulk = await readBulk(connection, ask, runIds, name);
  if (bulk === 'unknown') return readSingly(connection, ask, runIds, name, signal);
  if (!bulk.isCut) return bulk.histories;
  return readRest(bulk.histories, runIds, (groups) =>
    streamConcurrently(
      groups,
      connection.concurrency,
      (ids, inner) => readTogether(connection, ask, ids, name, inner),
      signal,
    ),
  );
}

async function readBulk(
  { found }: MlflowConnection,
  ask: Ask,
  runIds: readonly string[],
  name: string,
): Promise<{ readonly histories: Histories; readonly isCut: boolean } | 'unknown'> {
  if (runIds.length > bulkRuns) throw new RangeError(`At most ${bulkRuns} runs are asked for at once.`);
  const histories = new Map<string, MetricPoint[]>();
  try {
    const { metrics = [] } = await ask(metricHistorySchema, bulkHistoryEndpoint(runIds, name));
    for (const value of metrics) {
      // A server that names no runs cannot be understood.
      if (value.run_id === undefined) return 'unknown';
      const points = histories.get(value.run_id) ?? [];
      histories.set(value.run_id, points);
      points.push(toPoint(value));
    }
    return { histories, isCut: metrics.length >= bulkPoints };
  } catch (error) {
    if (!BackendError.isInstance(error) || !isUnknownRoute(error)) throw error;
    found.lacksBulk = true;
    return 'unknown';
  }
}

/** Servers without the route answer 404, 405 or a page for people; some refuse it. */
function isUnknownRoute({ code, status }: BackendError): boolean {
  return status === 404 || status === 405 || code === 'refused' || code === 'unexpected-answer';
}

async function readSingly(
  { concurrency }: MlflowConnection,
  ask: Ask,
  runIds: readonly string[],
  name: string,
  signal: AbortSignal,
): Promise<Histories> {
  const read = streamConcurrently(
    runIds,
    concurrency,
    async (runId) => ({ runId, points: await readSingle(ask, runId, name) }),
    signal,
  );
  const histories = new Map<string, readonly MetricPoint[]>();
  for await (const { runId, points } of read) if (points.length > 0) histories.set(runId, points);
  return histories;
}

/** The history of one run; empty where it never logged the metric, or is not there. */
async function readSingle(ask: Ask, runId: string, name: string): Promise<readonly MetricPoint[]> {
  const points: MetricPoint[] = [];
  const pages = readAllPages((token) => ask(metricHistorySchema, metricHistoryEndpoint(runId, name, token)), {
    what: `the values of metric ${JSON.stringify(name)} of ${runSubject(runId)}`,
    runId,
    keysOf: ({ metrics = [] }) => keysOfValues(metrics, (value) => ({ ...value })),
  });
  try {
    for await (const { metrics = [] } of pages) points.push(...metrics.map(toPoint));
  } catch (error) {
    if (points.length === 0 && isMissing(error)) return [];
    throw error;
  }
  return points;
}
