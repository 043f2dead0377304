import type { Auth } from './access/auth.js';
import { guardHost, guardToken } from './access/guards.js';
import { addOpenRoutes, addRunTokenRoutes, createBareApp } from './create-service-app.js';
import type { ServiceApp, ServiceContext } from './service-context.js';

/**
 * The face of the service to other machines: what a claim or a run's token may do, and nothing else. The service's own token
 * is worth nothing here; there is no submitting, canceling, pausing, pruning, and no page.
 * @param host what its address is called; requests that name another one are refused
 */
export function createTrialApp(service: ServiceContext, host: string): ServiceApp {
  const forTrials: ServiceContext = { ...service, auth: onlyRuns(service.auth), allowedOrigins: new Set() };
  const app = createBareApp(forTrials);
  app.use(guardHost(host));
  addOpenRoutes(app, forTrials);
  app.use(guardToken(forTrials));
  addRunTokenRoutes(app, forTrials);
  return app;
}

/** To other machines nobody is the service itself. */
function onlyRuns(auth: Auth): Auth {
  return {
    ...auth,
    async principalOf(token) {
      const principal = await auth.principalOf(token);
      return principal?.kind === 'run' ? principal : undefined;
    },
  };
}
