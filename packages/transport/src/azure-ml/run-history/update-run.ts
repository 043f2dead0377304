import type { RunRecord } from '@hyperdrive-run/core';
import type { CallOptions, RunChanges } from '@hyperdrive-run/core/ports';
import { readWireText } from '../../wire-json/wire-schema.js';
import { type AzureMlConnection, homeOf, readRunDto } from '../azure-ml-connection.js';
import { historyService } from './history-service.js';
import { deleteTagsEndpoint, patchRunEndpoint } from './run-endpoints.js';
import { toRunRecord } from './to-run-record.js';
import { type RunDto, runSchema } from './wire/run-dto.js';

/** Changes a run and returns it as it is then. Tags are removed after others are set. */
export async function updateRun(
  connection: AzureMlConnection,
  runId: string,
  { setTags, removeTags, addProperties, displayName, description, hidden }: RunChanges,
  { signal }: CallOptions,
): Promise<RunRecord> {
  const { client, scope } = connection;
  const home = await homeOf(connection, runId, signal);
  let changed: RunDto | undefined;
  const send = async (endpoint: ReturnType<typeof patchRunEndpoint>): Promise<void> => {
    const reading = readWireText(runSchema, await client.send(historyService, endpoint, { signal }));
    // A service may answer a change with nothing; then the run is read anew below.
    changed = reading.success ? reading.data : undefined;
  };
  const patch = { tags: setTags, properties: addProperties, displayName, description, hidden };
  if (Object.values(patch).some((value) => value !== undefined)) await send(patchRunEndpoint(home, runId, patch));
  if (removeTags !== undefined && removeTags.length > 0) await send(deleteTagsEndpoint(home, runId, removeTags));
  return toRunRecord(changed ?? (await readRunDto(connection, runId, signal)), scope.experimentName);
}
