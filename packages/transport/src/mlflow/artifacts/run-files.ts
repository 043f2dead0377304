import { BackendError } from '@hyperdrive-run/core';
import type { CallOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import { isBasicCredential } from '../../auth/basic-credential.js';
import { parseAzureMlUri } from '../../azure-ml/addresses/parse-azure-ml-uri.js';
import type { MlflowClient } from '../mlflow-client.js';
import type { MlflowOptions } from '../mlflow-options.js';
import { readAllPages } from '../runs/read-all-pages.js';
import { runSubject } from '../runs/run-endpoints.js';
import { artifactListSchema } from '../wire/artifact-dto.js';
import { listFilesEndpoint, readFileEndpoint } from './artifact-endpoints.js';

/** Where the files of runs are. */
export type RunFiles = Pick<SweepBackend, 'listFiles' | 'openFile'>;

/**
 * An MLflow server hands its files out itself, wherever it keeps them. Azure's endpoint does not: there they are asked of
 * the workspace's own service, which is at the same address.
 */
export function createRunFiles(client: MlflowClient, options: MlflowOptions): RunFiles {
  if (options.flavor === 'azure-ml') return filesOfWorkspace(options);
  return {
    listFiles: (runId, call = {}) => listFiles(client, runId, call),
    openFile: (runId, name, call = {}) => openFile(client, runId, name, call),
  };
}

/** The other adapter is loaded with the first call: most servers of MLflow are not Azure's. */
function filesOfWorkspace({ address, credential, fetch, retry, onWarning }: MlflowOptions): RunFiles {
  const uri = `azureml+${address.replace(/\/mlflow\/v[12]\.0\//i, '/')}`;
  const token = isBasicCredential(credential) ? undefined : credential;
  // The credential is one for MLflow's endpoint, which knows nothing of jobs: Azure Resource Manager is not asked with it.
  const options = { ...parseAzureMlUri(uri), credential: token, fetch, retry, onWarning, sweepJobs: false };
  let opened: SweepBackend | undefined;
  async function workspace(): Promise<SweepBackend> {
    const { createAzureMlBackend } = await import('../../azure-ml/azure-ml-backend.js');
    opened ??= createAzureMlBackend(options);
    return opened;
  }
  return {
    async *listFiles(runId, call) {
      yield* (await workspace()).listFiles(runId, call);
    },
    openFile: async (runId, name, call) => (await workspace()).openFile(runId, name, call),
  };
}

/** The names of a run's files, each once, folder by folder. */
async function* listFiles(
  client: MlflowClient,
  runId: string,
  { signal }: CallOptions,
): AsyncGenerator<string, void, undefined> {
  const folders: (string | undefined)[] = [undefined];
  const seen = new Set<string>();
  for (const folder of folders) {
    const pages = readAllPages(
      (token) => client.request(artifactListSchema, listFilesEndpoint(runId, folder, token), { signal }),
      {
        what: `the files of ${runSubject(runId)}`,
        runId,
        keysOf: ({ files = [] }) => files.map(({ path }) => path),
      },
    );
    for await (const { files = [] } of pages) {
      for (const { path, is_dir: isFolder } of files) {
        if (seen.has(path)) continue;
        seen.add(path);
        if (isFolder === true) folders.push(path);
        else yield path;
      }
    }
  }
}

/** Opens a file. Servers refuse to hand out a folder, as they do other things: for us it is a file that is not there. */
async function openFile(
  client: MlflowClient,
  runId: string,
  name: string,
  { signal }: CallOptions,
): Promise<AsyncIterable<Uint8Array>> {
  const endpoint = readFileEndpoint(runId, name);
  try {
    return await client.open(endpoint, { signal });
  } catch (error) {
    if (!BackendError.isInstance(error) || error.code !== 'refused') throw error;
    const { files = [] } = await client.request(artifactListSchema, listFilesEndpoint(runId, name, undefined), {
      signal,
    });
    if (files.length === 0) throw error;
    throw new BackendError({
      code: 'run-not-found',
      message: `The ${endpoint.subject} was not found: there is a folder of that name.`,
      hint: 'Open one of the files in it.',
      status: error.status,
      runId,
      cause: error,
    });
  }
}
