import { BackendError } from '@hyperdrive-run/core';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { paginate } from '../../http/answers/paginate.js';
import { workspacePath } from '../addresses/azure-ml-scope.js';
import type { AzureMlConnection } from '../azure-ml-connection.js';
import { runSubject } from '../run-history/run-endpoints.js';
import { dataContainerIdOf } from '../wire/constants.js';
import { contentEndpoint, contentInfoEndpoint, listFilesEndpoint } from './artifact-endpoints.js';
import { artifactService } from './artifact-service.js';
import { kindOfSignedAddress } from './signed-address.js';
import { artifactPageSchema, contentInfoSchema } from './wire/artifact-dto.js';

/** The names of a run's files, each once, page by page. */
export async function* listFiles(
  { client, scope }: AzureMlConnection,
  runId: string,
  { signal }: CallOptions,
): AsyncGenerator<string, void, undefined> {
  const workspace = workspacePath(scope);
  const seen = new Set<string>();
  const pages = paginate(
    async (cursor) => {
      const token = cursor?.kind === 'token' ? cursor.token : undefined;
      return client.request(artifactService, artifactPageSchema, listFilesEndpoint(workspace, runId, token), {
        signal,
      });
    },
    { what: `the files of ${runSubject(runId)}`, runId, keysOf: ({ value }) => value.map(({ path }) => path) },
  );
  for await (const page of pages) {
    for (const { path, container } of page.value) {
      // A store that looks for names that begin alike finds those of other trials, too: `dcid.job_1` begins `dcid.job_10`.
      const isOther = container !== undefined && container !== dataContainerIdOf(runId);
      if (isOther || seen.has(path)) continue;
      seen.add(path);
      yield path;
    }
  }
}

/** Where the bytes are said to be, or `undefined` where the service does not know signed addresses. */
async function signedAddress(
  { client, scope }: AzureMlConnection,
  runId: string,
  name: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const endpoint = contentInfoEndpoint(workspacePath(scope), runId, name);
  try {
    return (await client.request(artifactService, contentInfoSchema, endpoint, { signal })).contentUri;
  } catch (error) {
    if (BackendError.isInstance(error) && error.status === 404) return undefined;
    throw error;
  }
}

/**
 * Opens a file. Its bytes come from the signed address that the service names, without the token; where there is none,
 * or where it is the service's own, from the service with the token.
 */
export async function openFile(
  connection: AzureMlConnection,
  runId: string,
  name: string,
  { signal }: CallOptions,
): Promise<AsyncIterable<Uint8Array>> {
  const { client, scope } = connection;
  const endpoint = contentEndpoint(workspacePath(scope), runId, name);
  const signed = await signedAddress(connection, runId, name, signal);
  const kind =
    signed === undefined
      ? 'own'
      : kindOfSignedAddress(signed, artifactService.addressIn(await client.addresses(signal)));
  if (signed === undefined || kind === 'own') return client.open(artifactService, endpoint, { signal });
  if (kind === 'other') return client.openSigned(endpoint, signed, { signal });
  throw new BackendError({
    code: 'unexpected-answer',
    message: `The service names an address for file ${JSON.stringify(name)} of run ${JSON.stringify(runId)} that is not https.`,
    runId,
  });
}
