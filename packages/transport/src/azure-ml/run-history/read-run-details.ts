import type { RunDetails } from '@hyperdrive-run/core';
import type { GetRunDetailsOptions } from '@hyperdrive-run/core/ports';
import { endTogether } from '../../async/end-together.js';
import { isMissing } from '../../http/answers/is-missing.js';
import { paginate } from '../../http/answers/paginate.js';
import { workspacePath } from '../addresses/azure-ml-scope.js';
import { listFolderEndpoint } from '../artifacts/artifact-endpoints.js';
import { artifactService } from '../artifacts/artifact-service.js';
import { artifactPageSchema } from '../artifacts/wire/artifact-dto.js';
import { type AzureMlConnection, homeOf, readRunDto } from '../azure-ml-connection.js';
import { historyService } from './history-service.js';
import { runDetailsEndpoint, runSubject } from './run-endpoints.js';
import { detailsOfKnown, toRunDetails } from './to-run-details.js';
import { runDetailsSchema } from './wire/run-dto.js';

/** Folders of logs that the details do not name. */
const logFolders = ['user_logs', 'system_logs'] as const;

/** The logs in one folder. A service that has no such folder has none to show; one that cannot be read is a failure. */
async function listLogs(
  { client, scope }: AzureMlConnection,
  runId: string,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const names = new Set<string>();
  const pages = paginate(
    (cursor) => {
      const token = cursor?.kind === 'token' ? cursor.token : undefined;
      const endpoint = listFolderEndpoint(workspacePath(scope), runId, folder, token);
      return client.request(artifactService, artifactPageSchema, endpoint, { signal });
    },
    { what: `the logs of ${runSubject(runId)}`, runId, keysOf: ({ value }) => value.map(({ path }) => path) },
  );
  try {
    for await (const { value } of pages) for (const { path } of value) names.add(path);
  } catch (error) {
    if (names.size > 0 || !isMissing(error)) throw error;
  }
  return [...names];
}

/** What is asked for beside the run itself: its details, and the names of its logs. */
async function readBeside(connection: AzureMlConnection, runId: string, signal: AbortSignal) {
  const home = await homeOf(connection, runId, signal);
  const [details, ...logs] = await Promise.all([
    connection.client.request(historyService, runDetailsSchema, runDetailsEndpoint(home, runId), { signal }),
    ...logFolders.map((folder) => listLogs(connection, runId, folder, signal)),
  ]);
  return { details, moreLogFiles: logs.flat() };
}

/** A run with what only its details bring. */
export async function readRunDetails(
  connection: AzureMlConnection,
  runId: string,
  { signal, known }: GetRunDetailsOptions,
): Promise<RunDetails> {
  if (known !== undefined) {
    const { details, moreLogFiles } = await endTogether(signal, (own) => readBeside(connection, runId, own));
    return detailsOfKnown(known, details, moreLogFiles);
  }
  const [run, { details, moreLogFiles }] = await endTogether(signal, (own) =>
    Promise.all([readRunDto(connection, runId, own), readBeside(connection, runId, own)]),
  );
  return toRunDetails(run, details, connection.scope.experimentName, moreLogFiles);
}
