import type { RayHost } from './ray-runner-options.js';

/**
 * Where the nodes of a cluster reach the service: where it is advertised, else as this machine does, which is enough for a
 * head on the same machine.
 */
export function addressForNodes(host: RayHost): string | undefined {
  return host.advertisedAddress() ?? host.serviceAddress();
}

/** What keeps trials from running where a probe has failed, in a sentence. @param message why */
export function unreachable(serviceAddress: string, message: string): string {
  return `A node cannot reach the service at ${serviceAddress}: ${message.replace(/\.$/, '')}.`;
}
