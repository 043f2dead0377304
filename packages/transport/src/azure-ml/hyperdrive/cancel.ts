import { BackendError, isTerminalStatus } from '@hyperdrive-run/core';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { alreadyFinished } from '../../http/answers/already-finished.js';
import type { Endpoint } from '../../http/requests/endpoint.js';
import { experimentSegment } from '../addresses/azure-ml-scope.js';
import type { AzureMlService } from '../addresses/service-addresses.js';
import { type AzureMlConnection, homeOf, readRunDto, requireExperiment } from '../azure-ml-connection.js';
import { cancelRunEndpoint } from '../run-history/run-endpoints.js';
import { cancelSweepEndpoint } from './hyperdrive-endpoints.js';

async function throwIfFinished(
  connection: AzureMlConnection,
  runId: string,
  signal: AbortSignal | undefined,
  cause?: BackendError,
): Promise<void> {
  const { status } = await readRunDto(connection, runId, signal);
  if (status === undefined || !isTerminalStatus(status)) return;
  throw alreadyFinished(runId, status, cause);
}

/**
 * Asks to cancel. What the services answer for a run that has ended is not known, so its status tells it: before, and
 * again where they refuse.
 */
async function cancel(
  connection: AzureMlConnection,
  runId: string,
  signal: AbortSignal | undefined,
  request: () => Promise<{ readonly service: AzureMlService; readonly endpoint: Endpoint }>,
): Promise<void> {
  await throwIfFinished(connection, runId, signal);
  const { service, endpoint } = await request();
  try {
    await connection.client.send(service, endpoint, { signal });
  } catch (error) {
    if (BackendError.isInstance(error) && (error.code === 'refused' || error.status === 404)) {
      await throwIfFinished(connection, runId, signal, error);
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
      service: 'hyperdrive',
      endpoint: cancelSweepEndpoint(experimentSegment(scope, experiment), runId, history),
    };
  });
}

/** Cancels one run, such as a child. */
export async function cancelRun(connection: AzureMlConnection, runId: string, { signal }: CallOptions): Promise<void> {
  await cancel(connection, runId, signal, async () => {
    const home = await homeOf(connection, runId, signal);
    return { service: 'history', endpoint: cancelRunEndpoint(home, runId) };
  });
}
