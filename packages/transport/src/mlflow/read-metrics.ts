import { type GetMetricsOptions, HyperDriveError, type Metric, type RunMetricsResult } from '@hyperdrive-run/core';
import { mapConcurrently } from '../http/map-concurrently.js';
import { type MlflowConnection, runNotFound } from './mlflow-connection.js';
import { type Ask, type Histories, readHistories } from './read-histories.js';
import { type RunFacts, readRunFacts } from './read-run-facts.js';
import { readTable } from './read-table.js';
import { bulkRuns } from './wire/constants.js';

/**
 * Reads the metrics of many runs, up to 100 at a time, each with all its values: what is best among them is decided by
 * the rules, and the latest value, which a search would answer, is not it. A run that cannot be read is told apart;
 * only a refused token, which is no run's matter, ends the whole.
 */
export async function* readMetrics(
  connection: MlflowConnection,
  runIds: readonly string[],
  { names, signal }: GetMetricsOptions,
): AsyncGenerator<RunMetricsResult, void, undefined> {
  const unique = [...new Set(runIds)];
  const batches = Array.from({ length: Math.ceil(unique.length / bulkRuns) }, (_, at) =>
    unique.slice(at * bulkRuns, (at + 1) * bulkRuns),
  );
  const wanted = names === undefined ? undefined : [...new Set(names)];
  const read = mapConcurrently(
    batches,
    connection.concurrency,
    (batch, inner) => readOrTell(connection, batch, wanted, inner),
    signal,
  );
  for await (const results of read) yield* results;
}

/** A batch that cannot be read is read run by run, so that one bad run does not take the others along. */
async function readOrTell(
  connection: MlflowConnection,
  runIds: readonly string[],
  names: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<readonly RunMetricsResult[]> {
  try {
    return await readBatch(connection, runIds, names, signal);
  } catch (error) {
    if (signal.aborted || !HyperDriveError.isInstance(error) || error.code === 'not-authenticated') throw error;
    const isOneRuns =
      error.code === 'service-failure' || error.code === 'refused' || error.code === 'unexpected-answer';
    if (runIds.length === 1 || !isOneRuns) return runIds.map((runId) => ({ kind: 'unreadable', runId, error }));
    const apart: RunMetricsResult[] = [];
    for (const runId of runIds) apart.push(...(await readOrTell(connection, [runId], names, signal)));
    return apart;
  }
}

async function readBatch(
  connection: MlflowConnection,
  runIds: readonly string[],
  names: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<readonly RunMetricsResult[]> {
  const { client, metricLimiter, experimentName } = connection;
  const ask: Ask = (schema, endpoint) => metricLimiter.run(() => client.request(schema, endpoint, { signal }), signal);

  // One run is asked first what it logged; of many, the histories alone tell most.
  const isAskedFirst = names === undefined || runIds.length === 1;
  const facts = new Map<string, RunFacts>(isAskedFirst ? await readRunFacts(connection, runIds, signal) : []);
  const wanted = names ?? [...new Set([...facts.values()].flatMap(({ metricNames }) => metricNames))];
  const histories = new Map<string, Histories>();
  for (const name of wanted) {
    const holders = isAskedFirst
      ? runIds.filter((runId) => facts.get(runId)?.metricNames.includes(name) === true)
      : runIds;
    histories.set(name, await readHistories(connection, ask, holders, name, signal));
  }

  // A run without some history logged a table of that name, or nothing, or does not exist.
  const silent = isAskedFirst ? [] : runIds.filter((runId) => wanted.some((name) => !histories.get(name)?.has(runId)));
  if (silent.length > 0)
    for (const [runId, own] of await readRunFacts(connection, silent, signal)) facts.set(runId, own);

  const results: RunMetricsResult[] = [];
  for (const runId of runIds) {
    const own = facts.get(runId);
    if (own === undefined && (isAskedFirst || silent.includes(runId))) {
      results.push({ kind: 'unreadable', runId, error: runNotFound(runId, experimentName) });
      continue;
    }
    const metrics = new Map<string, Metric>();
    for (const name of own?.metricNames.filter((known) => wanted.includes(known)) ?? wanted) {
      const points = histories.get(name)?.get(runId);
      if (points !== undefined) metrics.set(name, { kind: 'scalar', name, valueType: 'double', points });
    }
    for (const [name, path] of own?.tables ?? []) {
      if (metrics.has(name) || (names !== undefined && !names.includes(name))) continue;
      const table = await readTable(connection, runId, name, path, signal);
      if (table !== undefined) metrics.set(name, table);
    }
    results.push({ kind: 'read', runId, metrics });
  }
  return results;
}
