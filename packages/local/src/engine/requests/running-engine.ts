import type { ActiveSweeps, ActiveSweepsOptions } from '../active-sweeps.js';
import type { EngineContext } from '../engine-context.js';
import { refuseRequest } from '../refusals.js';

/** What requests to an engine are carried out with. */
export interface RunningEngine extends Pick<ActiveSweepsOptions, 'onError'> {
  readonly context: EngineContext;
  readonly sweeps: ActiveSweeps;
}

/**
 * Where trials reach the service.
 * @throws BackendError with code `refused` where this process runs no sweeps
 */
export function requireAddress({ context, sweeps }: RunningEngine): string {
  if (sweeps.isClosed())
    throw refuseRequest('The service is stopping and accepts no further sweeps.', 'Start it again.');
  const serviceAddress = context.serviceAddress();
  if (serviceAddress !== undefined) return serviceAddress;
  const hint = 'Start the service with an address (startLocalService): trials log over HTTP.';
  throw refuseRequest('A service that does not listen cannot run sweeps.', hint);
}
