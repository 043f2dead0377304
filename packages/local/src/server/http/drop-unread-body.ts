import type { MiddlewareHandler } from 'hono';
import type { ServiceEnvironment } from '../service-context.js';
import { isReadWhole } from './read-body-bytes.js';

/** How much of a body that nobody reads is taken in and dropped, in bytes. */
const mostDropped = 64 * 1024 * 1024;

/**
 * Takes in what was left of a request's body when it was handled: a client that is cut off while it still sends sees a
 * lost connection instead of the response, which alone says why.
 */
export function dropUnreadBody(): MiddlewareHandler<ServiceEnvironment> {
  return async ({ req }, next) => {
    await next();
    if (req.method === 'GET' || req.method === 'HEAD' || isReadWhole(req.raw)) return;
    if (Number(req.header('content-length') ?? 0) > mostDropped) return;
    const { body } = req.raw;
    if (body === null || body.locked) return;
    const reader = body.getReader();
    try {
      for (let size = 0; size <= mostDropped; ) {
        const { done, value } = await reader.read();
        if (done) return;
        size += value.length;
      }
    } catch {
      return; // The client is gone.
    }
    await reader.cancel().catch(() => undefined);
  };
}
