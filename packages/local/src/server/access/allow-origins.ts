import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { ServiceEnvironment } from '../service-context.js';

/** How long a browser may keep the response to a preflight, in seconds. */
const preflightSeconds = 600;

/**
 * Lets pages of the chosen origins read what the service returns, errors included, and responds to their preflights. A page
 * needs the token all the same. Origins that were not chosen never come here: the guard of the address refuses them.
 */
export function allowOrigins(origins: ReadonlySet<string>): MiddlewareHandler<ServiceEnvironment> {
  const share = cors({
    origin: (origin) => (origins.has(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    // Without a list the headers that the preflight asks for are allowed; the service trusts none of them.
    exposeHeaders: ['x-ms-request-id', 'retry-after'],
    maxAge: preflightSeconds,
  });
  return async (request, next) => {
    if (!origins.has(request.req.header('origin') ?? '')) return next();
    const answer = await share(request, next);
    // Browsers ask apart whether a public page may reach a service on this machine.
    if (answer !== undefined && request.req.header('access-control-request-private-network') === 'true') {
      answer.headers.set('access-control-allow-private-network', 'true');
    }
    return answer;
  };
}
