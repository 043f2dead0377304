import { BackendError } from '@hyperdrive-run/core';
import type { CallOptions, RunDefinition } from '@hyperdrive-run/core/ports';
import { streamConcurrently } from '../../async/stream-concurrently.js';
import { isMissing } from '../../http/answers/is-missing.js';
import { readWire } from '../../wire-json/wire-schema.js';
import { workspacePath } from '../addresses/azure-ml-scope.js';
import { type AzureMlConnection, homeOf } from '../azure-ml-connection.js';
import { historyService } from './history-service.js';
import { runDataEndpoint, runDetailsEndpoint } from './run-endpoints.js';
import { toRunDefinition } from './to-run-definition.js';
import { runDataListSchema, runDataSchema, runDetailsDataSchema } from './wire/run-data-dto.js';

/** How many runs a request names. */
const runsPerRequest = 100;

/**
 * What many runs were called with, a hundred runs a request. What a service that knows the request does not return of a
 * run, and all of one that does not know it, is asked for run by run. Runs that do not exist are left out.
 */
export async function* readRunDefinitions(
  connection: AzureMlConnection,
  runIds: readonly string[],
  { signal }: CallOptions,
): AsyncGenerator<RunDefinition, void, undefined> {
  const asked = [...new Set(runIds)];
  const blocks = Array.from({ length: Math.ceil(asked.length / runsPerRequest) }, (_, index) =>
    asked.slice(index * runsPerRequest, (index + 1) * runsPerRequest),
  );
  const alone: string[] = [];
  const readBlock = (ids: readonly string[], own: AbortSignal) => readMany(connection, ids, own);
  for await (const found of streamConcurrently(blocks, connection.concurrency, readBlock, signal)) {
    yield* found.definitions;
    alone.push(...found.lacking);
  }
  const readAlone = async (runId: string, own: AbortSignal) => ({ definition: await readOne(connection, runId, own) });
  for await (const { definition } of streamConcurrently(alone, connection.concurrency, readAlone, signal)) {
    if (definition !== undefined) yield definition;
  }
}

interface FoundDefinitions {
  readonly definitions: readonly RunDefinition[];
  /** The runs of which nothing came. */
  readonly lacking: readonly string[];
}

async function readMany(
  { client, scope, offers }: AzureMlConnection,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<FoundDefinitions> {
  if (offers.has(noRunData)) return { definitions: [], lacking: ids };
  try {
    const endpoint = runDataEndpoint(workspacePath(scope), ids);
    const { successfulResults } = await client.request(historyService, runDataListSchema, endpoint, { signal });
    const definitions = ids.flatMap((runId) => {
      const result = successfulResults?.get(runId);
      const reading = result === undefined ? undefined : readWire(runDataSchema, result);
      return reading?.success === true ? [toRunDefinition(runId, reading.data)] : [];
    });
    const found = new Set(definitions.map(({ runId }) => runId));
    return { definitions, lacking: ids.filter((runId) => !found.has(runId)) };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    offers.add(noRunData);
    return { definitions: [], lacking: ids };
  }
}

/** Remembered of a service that does not know the request. */
const noRunData = 'no-batchrundata';

function isRefusal(error: unknown): boolean {
  return BackendError.isInstance(error) && (error.code === 'refused' || error.status === 404);
}

async function readOne(
  connection: AzureMlConnection,
  runId: string,
  signal: AbortSignal,
): Promise<RunDefinition | undefined> {
  try {
    const endpoint = runDetailsEndpoint(await homeOf(connection, runId, signal), runId);
    const data = await connection.client.request(historyService, runDetailsDataSchema, endpoint, { signal });
    return toRunDefinition(runId, data);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return undefined;
  }
}
