import { type IncomingMessage, request } from 'node:http';

/** A request to a service on this machine, with what `fetch` takes of it. */
export interface HttpRequestInit {
  readonly method?: string | undefined;
  readonly headers: Headers;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends a request as `fetch` does, over Node's own HTTP client: the platform's `fetch` compiles a parser first, which
 * takes longer than a command that makes one request to a service on this machine. Follows no redirect, and fails as
 * `fetch` does: with the signal's reason, or a TypeError that has the failure of the connection as its cause.
 * @param url of `http:`
 */
export function httpFetch(url: URL, { method = 'GET', headers, body, signal }: HttpRequestInit): Promise<Response> {
  const toError = (message: string, cause: Error): unknown =>
    signal?.aborted === true ? signal.reason : new TypeError(message, { cause });
  return new Promise((resolve, reject) => {
    const options = { method, headers: Object.fromEntries(headers), ...(signal === undefined ? {} : { signal }) };
    request(url, options, (incoming) => {
      resolve(toResponse(incoming, (error) => toError('terminated', error)));
    })
      .on('error', (error) => reject(toError('fetch failed', error)))
      .end(body);
  });
}

/** What may have no body, by the definition of `fetch`. */
const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);

function toResponse(incoming: IncomingMessage, toError: (error: Error) => unknown): Response {
  const { statusCode: status = 500, statusMessage: statusText = '' } = incoming;
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(incoming.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  if (withoutBody.has(status)) incoming.resume();
  const body = withoutBody.has(status) ? null : toStream(incoming, toError);
  return new Response(body, { status, statusText, headers });
}

function toStream(incoming: IncomingMessage, toError: (error: Error) => unknown): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      incoming
        .on('data', (chunk: Buffer) => {
          controller.enqueue(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
          if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
        })
        .on('end', () => controller.close())
        .on('error', (error) => controller.error(toError(error)));
    },
    pull: () => void incoming.resume(),
    cancel: () => void incoming.destroy(),
  });
}
