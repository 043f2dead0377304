import { HyperDriveError } from '@hyperdrive-run/core';
import type { GetMetricsOptions, RunMetricsResult } from '@hyperdrive-run/core/ports';
import { endTogether } from '../../async/end-together.js';
import { streamConcurrently } from '../../async/stream-concurrently.js';
import { experimentPath, workspacePath } from '../addresses/azure-ml-scope.js';
import type { AzureMlConnection } from '../azure-ml-connection.js';
import { createAskMetrics } from './ask-metrics.js';
import { queryMetrics } from './query-metrics.js';
import { readInColumns } from './read-in-columns.js';
import { fewestRunsToQuery, type RunsReader, readInQueries } from './read-in-queries.js';
import { readRunMetrics } from './read-run-metrics.js';
import { manyRunsOffers } from './wire/many-runs-dto.js';

/** Whether a failure is that of one request, so that the others go on. A refused token is no single run's matter. */
function isOfOne(error: unknown, signal: AbortSignal | undefined): error is HyperDriveError {
  return signal?.aborted !== true && HyperDriveError.isInstance(error) && error.code !== 'not-authenticated';
}

/** Where runs can be queried together: their experiment, as far as it is known without a request. */
function queryHome(connection: AzureMlConnection, childrenOf: string | undefined): string | undefined {
  const { scope, knownHomes } = connection;
  if (scope.experimentName !== undefined) return experimentPath(scope, scope.experimentName);
  return childrenOf === undefined ? undefined : knownHomes.get(childrenOf);
}

/**
 * Reads the metrics of many runs, each yielded as it arrives: many of them in one request where the service can do that
 * and its answers agree with those to one run alone. One bound covers all requests. A run that cannot be read is
 * reported as such; only a refused token, which is no run's matter, ends the whole.
 */
export async function* readMetrics(
  connection: AzureMlConnection,
  runIds: readonly string[],
  { names, childrenOf, signal }: GetMetricsOptions,
): AsyncGenerator<RunMetricsResult, void, undefined> {
  const { client, scope, metricLimiter, concurrency, queryVerdicts, offers } = connection;
  const workspace = workspacePath(scope);
  const home = queryHome(connection, childrenOf);
  const askUntil = createAskMetrics(client, metricLimiter);

  async function readOne(runId: string, inner: AbortSignal | undefined): Promise<RunMetricsResult> {
    try {
      const read = (own: AbortSignal | undefined) => readRunMetrics(askUntil(own), workspace, runId, names);
      // Where one metric cannot be read, the run's others are asked for by nobody. A single one needs no signal for that.
      const metrics = names?.length === 1 ? await read(inner) : await endTogether(inner, read);
      return { kind: 'read', runId, metrics };
    } catch (error) {
      if (!isOfOne(error, inner)) throw error;
      return { kind: 'unreadable', runId, error };
    }
  }

  const ids = new Set(runIds);
  const verdict = queryVerdicts.of(home, childrenOf);
  const areMany = ids.size >= fewestRunsToQuery && names?.length !== 0;
  if (areMany && offers.has(manyRunsOffers.runColumns)) {
    return yield* readInColumns([...ids], { workspace, names, concurrency, signal, askUntil, readOne });
  }
  if (home === undefined || !areMany || verdict.isGood === false) {
    return yield* streamConcurrently(ids, concurrency, readOne, signal);
  }
  const reader: RunsReader = {
    readOne,
    async query(some, inner) {
      try {
        return await queryMetrics(askUntil(inner), home, some, names);
      } catch (error) {
        if (!isOfOne(error, inner)) throw error;
        return error;
      }
    },
  };
  yield* readInQueries(reader, [...ids], { names, concurrency, verdict, signal });
}
