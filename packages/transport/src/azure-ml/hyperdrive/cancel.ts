import { BackendError } from '@hyperdrive-run/core';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { throwIfFinished } from '../../http/answers/already-finished.js';
import type { Endpoint } from '../../http/requests/endpoint.js';
import { experimentSegment } from '../addresses/azure-ml-scope.js';
import { type AzureMlConnection, homeOf, readRunDto, requireExperiment } from '../azure-ml-connection.js';
import type { AzureMlService } from '../azure-ml-service.js';
import { historyService } from '../run-history/history-service.js';
import { cancelRunEndpoint } from '../run-history/run-endpoints.js';
import { cancelSweepEndpoint } from './hyperdrive-endpoints.js';
import { hyperdriveService } from './hyperdrive-service.js';

/**
 * Asks to cancel. How the services refuse a run that has ended is not known, so its status is read: before, and again
 * where they refuse.
 */
async function cancel(
  connection: AzureMlConnection,
  runId: string,
  signal: AbortSignal | undefined,
  request: () => Promise<{ readonly service: AzureMlService; readonly endpoint: Endpoint }>,
): Promise<void> {
  throwIfFinished(runId, (await readRunDto(connection, runId, signal)).status);
  const { service, endpoint } = await request();
  try {
    await connection.client.send(service, endpoint, { signal });
  } catch (error) {
    if (BackendError.isInstance(error) && (error.code === 'refused' || error.status === 404)) {
      throwIfFinished(runId, (await readRunDto(connection, runId, signal)).status, error);
    }
    throw error;
  }
}

/** Cancels a sweep with all its children. */
export async function cancelSweep(
  connection: AzureMlConnection,
  runId: string,
  { signal }: CallOptions,
): Promise<void> {
  await cancel(connection, runId, signal, async () => {
    const { client, scope } = connection;
    const experiment = requireExperiment(scope, 'canceling a sweep');
    const { history } = await client.addresses(signal);
    return {
      service: hyperdriveService,
      endpoint: cancelSweepEndpoint(experimentSegment(scope, experiment), runId, history),
    };
  });
}

/** Cancels one run, such as a child. */
export async function cancelRun(connection: AzureMlConnection, runId: string, { signal }: CallOptions): Promise<void> {
  await cancel(connection, runId, signal, async () => {
    const home = await homeOf(connection, runId, signal);
    return { service: historyService, endpoint: cancelRunEndpoint(home, runId) };
  });
}
