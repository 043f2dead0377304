import type { MiddlewareHandler } from 'hono';
import { refusalMessages } from '../../engine/runners/launches/claim-rule.js';
import { RequestRefusal } from '../http/request-refusal.js';
import type { ServiceContext, ServiceEnvironment } from '../service-context.js';
import { isDecodable } from './canonical-path.js';

const loopbackNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Serves only requests that are addressed to loopback, and no pages of other sites: a site whose name was made to point
 * at this machine is refused by its name, a page elsewhere by its origin, unless that was allowed.
 */
export function guardAddress(allowedOrigins: ReadonlySet<string>): MiddlewareHandler<ServiceEnvironment> {
  return async ({ req }, next) => {
    const url = new URL(req.url);
    if (!loopbackNames.has(url.hostname)) {
      throw new RequestRefusal(403, `This service listens on loopback only, not as ${url.hostname}.`, 'Forbidden');
    }
    if (!isDecodable(req.path)) throw new RequestRefusal(400, 'The path contains a percent sign that encodes no text.');
    const origin = req.header('origin');
    if (origin !== undefined && origin !== url.origin && !allowedOrigins.has(origin)) {
      throw new RequestRefusal(403, `Pages of ${origin} may not ask this service.`, 'Forbidden');
    }
    await next();
  };
}

/**
 * Serves only requests that name the host by which other machines know this one, and no pages: a site whose name was made to
 * point here is refused by its name.
 */
export function guardHost(host: string): MiddlewareHandler<ServiceEnvironment> {
  return async ({ req }, next) => {
    const { hostname } = new URL(req.url);
    if (hostname !== host) throw new RequestRefusal(403, `This service is ${host}, not ${hostname}.`, 'Forbidden');
    if (!isDecodable(req.path)) throw new RequestRefusal(400, 'The path contains a percent sign that encodes no text.');
    if (req.header('origin') !== undefined)
      throw new RequestRefusal(403, 'Pages may not ask this service.', 'Forbidden');
    await next();
  };
}

/**
 * Lets pass who has the service's token or a run's. What needs no token comes before it: discovery, which says only
 * addresses and is asked for without one, and files with a signature in their address.
 */
export function guardToken(service: ServiceContext): MiddlewareHandler<ServiceEnvironment> {
  return async (request, next) => {
    const token = /^Bearer +(\S+)$/i.exec(request.req.header('authorization') ?? '')?.[1];
    const principal = token === undefined ? undefined : await service.auth.principalOf(token);
    if (principal === undefined) {
      const what = token === undefined ? 'The request has no token' : 'The token is not one of this service';
      throw new RequestRefusal(401, `${what}.`, 'Unauthorized');
    }
    if (principal.kind === 'run' && principal.isExpired && !isRenewal(request.req.method, request.req.path)) {
      throw new RequestRefusal(401, `The token of run ${principal.key.runId} is expired.`, 'Unauthorized');
    }
    if (principal.kind === 'run' && principal.launchId !== undefined) {
      requireLaunch(service, principal.launchId);
    }
    request.set('principal', principal);
    await next();
  };
}

/** What still runs of a start that was given up must not log into a run that has its verdict. */
function requireLaunch({ launches }: ServiceContext, id: string): void {
  if (launches.isTokenValid(id)) return;
  throw new RequestRefusal(403, refusalMessages.LaunchLost, 'LaunchLost');
}

/** The one thing that an expired token is good for: asking for the next one. */
function isRenewal(method: string, path: string): boolean {
  return method === 'GET' && /\/runs\/[^/]+\/token$/.test(path);
}
