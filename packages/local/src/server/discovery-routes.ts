import { wireResponse } from './http/wire-response.js';
import type { ServiceApp } from './service-context.js';

/** Every service that a client may look for. All of them are here. */
const serviceNames = [
  'api',
  'history',
  'hyperdrive',
  'experimentation',
  'studio',
  'modelmanagement',
  'metric',
  'artifact',
];

/**
 * The addresses of the services. Clients ask for them without a token, so this needs none and says nothing else. The
 * address is the one that was asked, so it is right for whoever reached it.
 */
export function addDiscoveryRoutes(app: ServiceApp): void {
  app.on('GET', ['/discovery', '/discovery/*'], ({ req }) => {
    const { origin } = new URL(req.url);
    return wireResponse(Object.fromEntries(serviceNames.map((name) => [name, origin])));
  });
}
