import { BackendError } from '@hyperdrive-run/core';
import { isJsonObject } from '@hyperdrive-run/core/json';
import { readWire } from '../../../wire-json/wire-schema.js';
import { workspacePath } from '../../addresses/azure-ml-scope.js';
import { historyService } from '../../run-history/history-service.js';
import { runDataEndpoint } from '../../run-history/run-endpoints.js';
import { runDataListSchema } from '../../run-history/wire/run-data-dto.js';
import type { JobConnection } from '../jobs/job-service.js';
import { defaultOutput } from '../jobs/to-job-config.js';
import { jobOutputSchema } from '../jobs/wire/job-dto.js';
import { type DatastorePath, readDatastorePath } from './datastore-path.js';
import { resolvedUrisEndpoint } from './output-endpoints.js';
import { dataService } from './output-service.js';
import { outputAssetsSchema, resolvedUrisSchema } from './wire/output-dto.js';

/**
 * Where the named outputs of a run are, by name: those of a job, beside its own files. Where the job does not say it, the
 * service of data assets does.
 */
export async function readNamedOutputs(
  connection: JobConnection,
  runId: string,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, DatastorePath>> {
  const job = await connection.jobs.find(connection.scope, runId, signal);
  const named = [...(job?.properties?.outputs ?? [])].filter(([name]) => name !== defaultOutput);
  const places = new Map<string, DatastorePath>();
  const unknown: string[] = [];
  for (const [name, output] of named) {
    const reading = readWire(jobOutputSchema, output);
    const uri = reading.success ? reading.data.uri : undefined;
    const place = uri === undefined ? undefined : readDatastorePath(uri);
    if (place !== undefined) places.set(name, place);
    else if (uri === undefined) unknown.push(name);
  }
  const resolved = unknown.length === 0 ? [] : await resolve(connection, runId, new Set(unknown), signal);
  for (const [name, place] of resolved) places.set(name, place);
  return places;
}

/** Asks the run history for the assets that the outputs became, and the service of data assets where these are. */
async function resolve(
  { client, scope }: JobConnection,
  runId: string,
  names: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly [string, DatastorePath])[]> {
  try {
    const workspace = workspacePath(scope);
    const data = await client.request(historyService, runDataListSchema, runDataEndpoint(workspace, [runId]), {
      signal,
    });
    const reading = readWire(outputAssetsSchema, data.successfulResults?.get(runId) ?? null);
    const assets = reading.success ? (reading.data.runMetadata?.outputs ?? []) : [];
    const ids = new Map<string, string>();
    for (const [name, asset] of assets) {
      const id = isJsonObject(asset) ? asset.get('assetId') : undefined;
      if (names.has(name) && typeof id === 'string') ids.set(id, name);
    }
    if (ids.size === 0) return [];
    const endpoint = resolvedUrisEndpoint(workspace, runId, [...ids.keys()]);
    const { values } = await client.request(dataService, resolvedUrisSchema, endpoint, { signal });
    return [...(values ?? [])].flatMap(([id, value]) => {
      const output = readWire(jobOutputSchema, value);
      const place = output.success && output.data.uri !== undefined ? readDatastorePath(output.data.uri) : undefined;
      const name = ids.get(id);
      return name === undefined || place === undefined ? [] : [[name, place] as const];
    });
  } catch (error) {
    // An output that was written nowhere yet is no asset.
    if (BackendError.isInstance(error) && (error.status === 404 || error.code === 'refused')) return [];
    throw error;
  }
}
