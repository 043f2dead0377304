import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { SeededRandom } from '../seeded-random.js';

/** An answer as the upstream gave it. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** One request on its way through the proxy, and what a fault may do with it. */
export interface Exchange {
  readonly method: string;
  /** With the query, without what the proxy itself put there. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly response: ServerResponse;
  /** The connection. A response that waits behind another one on its connection has none of its own yet. */
  readonly socket: Socket;
  readonly random: SeededRandom;
  /** The proxy's own address, and that of a listener which no token may reach. */
  readonly ownAddress: string;
  readonly otherAddress: string;
  /** Asks the upstream; the work is done then. */
  readonly forward: () => Promise<UpstreamAnswer>;
  /** Ends when the client has gone away or the answer is complete. */
  readonly signal: AbortSignal;
}

/** Sends an answer as it is. */
export function sendAnswer({ response }: Exchange, { status, headers, body }: UpstreamAnswer): void {
  response.writeHead(status, [...headers, ['content-length', String(body.length)]].flat());
  response.end(body);
}

/** An answer that no upstream gave. */
export function madeUp(status: number, contentType: string | undefined, text: string): UpstreamAnswer {
  const headers: [string, string][] = contentType === undefined ? [] : [['content-type', contentType]];
  return { status, headers, body: Buffer.from(text) };
}

/** Puts a header in the place of the one of that name. */
export function withHeader(answer: UpstreamAnswer, name: string, value: string): UpstreamAnswer {
  return { ...answer, headers: [...answer.headers.filter(([other]) => other !== name), [name, value]] };
}
