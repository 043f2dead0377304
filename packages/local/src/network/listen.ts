import { ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { BackendError } from '@hyperdrive-run/core';
import { hasErrorCode } from '../error-message.js';
import { wholeBodyOf } from '../server/http/whole-response.js';

/** How long requests that are being answered may take when the server closes, in milliseconds. */
const closeGraceMs = 2000;

/** How often a server that closes looks for connections whose answer has ended, in milliseconds. */
const idleCheckMs = 20;

export interface Listener {
  /** Such as `http://127.0.0.1:49152`. */
  readonly address: string;
  readonly port: number;
  /** Takes no further connections, waits a little for requests under way, then cuts what is left. */
  close(): Promise<void>;
}

/** Where to listen. */
export interface ListenPlace {
  /** An address of this machine: a number or a name. */
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  /** With which certificate; without it in the clear. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | undefined;
}

/**
 * Listens on 127.0.0.1 only.
 * @param port 0 for a free one
 */
export function listenOnLoopback(fetch: ServeRequest, port: number): Promise<Listener> {
  return listen(fetch, { host: '127.0.0.1', port });
}

/** What answers requests. */
export type ServeRequest = (request: Request) => Promise<Response>;

/** @throws BackendError with code `refused` where it cannot listen there */
export async function listen(fetch: ServeRequest, { host, port, tls }: ListenPlace): Promise<Listener> {
  const secure = tls === undefined ? {} : { createServer: createSecureServer, serverOptions: tls };
  const server = createAdaptorServer({
    fetch: async (request, { outgoing }) => send(await fetch(request), outgoing),
    overrideGlobalObjects: false,
    ...secure,
  });
  const bound = await new Promise<AddressInfo | string | null>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(host, port, error)));
    server.listen(port, host, () => resolve(server.address()));
  });
  if (bound === null || typeof bound === 'string') throw cannotListen(host, port, undefined);
  return {
    address: `${tls === undefined ? 'http' : 'https'}://${hostInUrl(host)}:${bound.port}`,
    port: bound.port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if (!('closeIdleConnections' in server)) return closed;
      server.closeIdleConnections();
      // Where an answer ends from here on, its connection would stay open for a next request that is not taken.
      const idle = setInterval(() => server.closeIdleConnections(), idleCheckMs);
      const timer = setTimeout(() => server.closeAllConnections(), closeGraceMs);
      await closed.finally(() => {
        clearInterval(idle);
        clearTimeout(timer);
      });
    },
  };
}

/** Sends a response whose body is at hand; any other is left to the adaptor, which reads it as a stream. */
function send(response: Response, outgoing: HttpBindings['outgoing'] | Http2ServerResponse): Response {
  const body = wholeBodyOf(response);
  if (body === undefined || !(outgoing instanceof ServerResponse)) return response;
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': length });
  outgoing.end(body);
  return RESPONSE_ALREADY_SENT;
}

/** A host as a URL has it: IPv6 in brackets. */
export function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function cannotListen(host: string, port: number, cause: unknown): BackendError {
  if (hasErrorCode(cause, 'EADDRNOTAVAIL') || hasErrorCode(cause, 'ENOTFOUND')) {
    return new BackendError({
      code: 'refused',
      message: `${host} is no address of this machine.`,
      hint: 'Listen on one of its addresses, or on 0.0.0.0 for all of them.',
      cause,
    });
  }
  return new BackendError({
    code: 'refused',
    message: `Port ${port} is ${hasErrorCode(cause, 'EADDRINUSE') ? 'taken' : 'not open to you'}.`,
    hint: 'Choose another port, or leave it out to take a free one.',
    cause,
  });
}
