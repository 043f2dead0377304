import type { CallOptions } from '@hyperdrive-run/core/ports';
import { isMissing } from '../../../http/answers/is-missing.js';
import { pathSegments } from '../../../http/requests/path-segment.js';
import { workspacePath } from '../../addresses/azure-ml-scope.js';
import type { JobConnection } from '../jobs/job-service.js';
import { datastoreSchema, datastoreSecretsSchema } from '../submit/wire/submit-dto.js';
import type { SignedContainer } from '../upload/signed-container.js';
import { containerOfDatastore } from './container-of-datastore.js';
import type { DatastorePath } from './datastore-path.js';
import { listBlobs } from './list-blobs.js';
import { readNamedOutputs } from './named-outputs.js';
import { datastoreEndpoint, datastoreSecretsEndpoint } from './output-endpoints.js';
import { outputsFolder, readOutputName } from './output-name.js';

/** The files of a run's named outputs, which lie in datastores and not among its own files. */
export async function* listOutputFiles(
  connection: JobConnection,
  runId: string,
  { signal }: CallOptions,
): AsyncGenerator<string, void, undefined> {
  const { blobs } = connection.jobs;
  for (const [output, place] of await outputsOf(connection, runId, signal)) {
    const container = await openContainer(connection, place.datastore, signal);
    for await (const blob of listBlobs(blobs, container, place.path, signal)) {
      yield `${outputsFolder}/${output}/${relativeName(place, blob)}`;
    }
  }
}

/** An output that is one file is called as that. */
function relativeName({ path }: DatastorePath, blob: string): string {
  return blob === path ? (blob.split('/').at(-1) ?? blob) : blob.slice(path.length + 1);
}

/**
 * Opens a file of a named output.
 * @returns `undefined` where the run has no output of that name
 * @throws BackendError with code `run-not-found` where the output has no such file
 */
export async function openOutputFile(
  connection: JobConnection,
  runId: string,
  name: string,
  { signal }: CallOptions,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const { output, file } = readOutputName(name) ?? { output: '', file: '' };
  const place = (await outputsOf(connection, runId, signal)).get(output);
  if (place === undefined) return undefined;
  const container = await openContainer(connection, place.datastore, signal);
  // Of an output that is one file, the file is the output itself.
  const isOneFile = place.path.split('/').at(-1) === file;
  const paths = isOneFile ? [place.path, `${place.path}/${file}`] : [`${place.path}/${file}`];
  const subject = `file ${JSON.stringify(name)} of run ${JSON.stringify(runId)}`;
  for (const [index, blob] of paths.entries()) {
    const path = `/${pathSegments(blob, 'name')}`;
    const url = `${container.address}${path}?${container.query}`;
    try {
      const endpoint = { method: 'GET', path, isSafeToRepeat: true, subject, runId } as const;
      return await connection.client.openSigned(endpoint, url, { signal });
    } catch (error) {
      if (!isMissing(error) || index === paths.length - 1) throw error;
    }
  }
  return undefined;
}

async function openContainer(
  connection: JobConnection,
  datastore: string,
  signal: AbortSignal | undefined,
): Promise<SignedContainer> {
  const { client, containers } = connection.jobs;
  const { scope } = connection;
  return containers.get(JSON.stringify([workspacePath(scope), datastore]), async () => {
    const found = await client.request(datastoreSchema, datastoreEndpoint(scope, datastore), { signal });
    const secrets = datastoreSecretsEndpoint(scope, datastore);
    const { sasToken } = await client.request(datastoreSecretsSchema, secrets, { signal });
    return containerOfDatastore(found, datastore, sasToken);
  });
}

/** Where a run's outputs are: asked for once for all files of a download. */
async function outputsOf(
  connection: JobConnection,
  runId: string,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, DatastorePath>> {
  const key = JSON.stringify([workspacePath(connection.scope), runId]);
  return connection.jobs.outputs.get(key, () => readNamedOutputs(connection, runId, signal));
}
