import type { RunningService } from '@hyperdrive-run/local';
import { codeOf } from '../context/caught-error.js';
import { httpFetch } from './http-fetch.js';

/** What `connect` takes to reach a service that may be started anew meanwhile. */
export interface FollowedService {
  readonly credential: () => string;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * Sends requests to a folder's service, wherever it listens by now: each start of the service has a token and, unless
 * one is set, a port of its own. It is looked up again only where the known one refuses the connection or the token,
 * so that a watch outlasts a restart and no request pays for the look. What was refused was not done: it is sent again.
 * @param find the service that runs now, `undefined` where none does
 */
export function followService(known: RunningService, find: () => RunningService | undefined): FollowedService {
  let service = known;

  /** Whether another service runs by now, which is the known one from here on. */
  function findAnother(): boolean {
    const { address, token } = service;
    service = find() ?? service;
    return service.address !== address || service.token !== token;
  }

  async function fetchNow(input: string, { body, ...init }: RequestInit): Promise<Response> {
    const { address, token } = service;
    const { pathname, search } = new URL(input);
    const url = new URL(`${pathname}${search}`, address);
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    if (typeof body !== 'string' && body !== undefined) return fetch(url, { ...init, body, headers });
    return httpFetch(url, { method: init.method, headers, body, signal: init.signal ?? undefined });
  }

  return {
    credential: () => service.token,
    async fetch(input, init = {}) {
      if (typeof input !== 'string') return fetch(input, init);
      try {
        const response = await fetchNow(input, init);
        if (response.status !== 401 || !findAnother()) return response;
        await response.body?.cancel();
      } catch (error) {
        if (!isRefused(error) || !findAnother()) throw error;
      }
      return fetchNow(input, init);
    },
  };
}

/** Nothing listens at the address, so nothing was sent. */
function isRefused(error: unknown): boolean {
  return error instanceof Error && codeOf(error.cause) === 'ECONNREFUSED';
}
