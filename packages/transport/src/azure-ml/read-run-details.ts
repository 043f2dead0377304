import type { CallOptions, RunDetails } from '@hyperdrive-run/core';
import { listFolderEndpoint } from './artifact-endpoints.js';
import { type AzureMlConnection, homeOf, readRunDto } from './azure-ml-connection.js';
import { workspacePath } from './azure-ml-scope.js';
import { runDetailsEndpoint } from './run-endpoints.js';
import { toRunDetails } from './to-run-details.js';
import { artifactPageSchema } from './wire/artifact-dto.js';
import { runDetailsSchema } from './wire/run-dto.js';

/** Folders of logs that the details do not name. */
const logFolders = ['user_logs', 'system_logs'] as const;

/** Lists one folder's first page of logs. A service that cannot has none to show: the details do not fail over it. */
async function listLogs(
  { client, scope }: AzureMlConnection,
  runId: string,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  try {
    const endpoint = listFolderEndpoint(workspacePath(scope), runId, folder);
    const page = await client.request('artifact', artifactPageSchema, endpoint, { signal, retryBudgetMs: 0 });
    return page.value.map(({ path }) => path);
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return [];
  }
}

/** A run with what only its details bring. */
export async function readRunDetails(
  connection: AzureMlConnection,
  runId: string,
  { signal }: CallOptions,
): Promise<RunDetails> {
  const { client, scope } = connection;
  const home = await homeOf(connection, runId, signal);
  const [run, details, ...logs] = await Promise.all([
    readRunDto(connection, runId, signal),
    client.request('history', runDetailsSchema, runDetailsEndpoint(home, runId), { signal }),
    ...logFolders.map((folder) => listLogs(connection, runId, folder, signal)),
  ]);
  return toRunDetails(run, details, scope.experimentName, logs.flat());
}
