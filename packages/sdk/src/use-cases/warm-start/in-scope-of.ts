import type { RunKey } from '@hyperdrive-run/core/config';
import type { SweepBackend } from '@hyperdrive-run/core/ports';

/**
 * The backend in the scope that a run key names: at our own address, with our own credentials. The key's `host` is
 * never contacted.
 */
export function inScopeOf(backend: SweepBackend, { runScope }: RunKey): SweepBackend {
  const { subscriptionId, resourceGroup, workspaceName, experimentName } = runScope;
  return backend.withScope({ subscriptionId, resourceGroup, workspaceName, experimentName });
}
