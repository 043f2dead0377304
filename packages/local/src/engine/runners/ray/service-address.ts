import type { RayHost } from './ray-runner-options.js';

/**
 * Where the nodes of a cluster reach the service: where it is advertised, else as this machine does, which is enough for a
 * head on the same machine.
 */
export function addressForNodes(host: RayHost): string | undefined {
  return host.advertisedAddress() ?? host.serviceAddress();
}
