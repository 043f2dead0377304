import { createServer } from 'node:http';
import { callHeader } from './call-header.js';
import { listen } from './listen.js';

/** A request that should not have been, and the call that sent it. */
export interface Visit {
  readonly call: string;
  readonly said: string;
}

/** A listener at another origin, where nothing of ours has any business. */
export interface OtherPlace {
  readonly address: string;
  readonly visits: readonly Visit[];
  readonly close: () => Promise<void>;
}

/** Starts a listener that answers anything with an empty page, and notes who came with which token. */
export async function startOtherPlace(): Promise<OtherPlace> {
  const visits: Visit[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    const token = headers.authorization === undefined ? 'without a token' : 'with a token';
    visits.push({ call: String(headers[callHeader]), said: `${method} ${url} ${token}` });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"value":[]}');
  });
  return { ...(await listen(server)), visits };
}
