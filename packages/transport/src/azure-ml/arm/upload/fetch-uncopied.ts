import type { Fetch } from '../../../http/requests/fetch.js';
import { isBrowser } from '../../../http/requests/request-headers.js';

/** Below that a copy costs less than a stream does, in bytes. */
const leastStreamed = 2 ** 20;

/**
 * The platform's `fetch`, looked up at each call, which sends large bodies without copying them. Node's copies bytes twice on
 * their way to the connection, and new memory for each body keeps its garbage collector busy; the pieces of a stream it sends
 * as they are. The storage wants a length, which it takes from the header.
 *
 * The bytes may not change until the answer has come.
 */
export const fetchUncopied: Fetch = (input, init = {}) => {
  const { body } = init;
  if (!(body instanceof Uint8Array) || body.length < leastStreamed || !sendsLengthOfStreams()) {
    return globalThis.fetch(input, init);
  }
  const headers = new Headers(init.headers);
  headers.set('content-length', String(body.length));
  const stream = new ReadableStream({
    pull(controller) {
      controller.enqueue(body);
      controller.close();
    },
  });
  // `duplex` is what the standard asks for with a stream; TypeScript's types of the web do not know it.
  const streamed: RequestInit & { readonly duplex: 'half' } = { ...init, headers, body: stream, duplex: 'half' };
  return globalThis.fetch(input, streamed);
};

/**
 * Whether `fetch` sends a stream with the length that its header says, as Node's and Bun's do: browsers ignore the header, and Deno
 * sends such a body in chunks, which the storage refuses. Of others, such as Cloudflare's workers, it is not known.
 */
export function sendsLengthOfStreams(scope: object = globalThis): boolean {
  const isNode = 'process' in scope && !('Deno' in scope) && !('WebSocketPair' in scope);
  return isNode && !isBrowser(scope);
}
