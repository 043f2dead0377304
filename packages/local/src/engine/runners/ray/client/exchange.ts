import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { CallOptions } from '@hyperdrive-run/core/ports';

/** A request as it goes over the wire. */
export interface HttpRequest extends CallOptions {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly timeoutMs: number;
  /** Longer answers are cut off, and are errors. */
  readonly maxBytes: number;
}

/** An answer of whatever status. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** One request did not end in time. */
export class ExchangeTimeoutError extends Error {}

// Ray closes connections that were idle for 75 s; a request on one that is just being closed would fail.
const idle = { keepAlive: true, keepAliveMsecs: 1000, timeout: 20_000 };
const agents = { http: new HttpAgent(idle), https: new HttpsAgent(idle) };

/**
 * One exchange over `node:http`. Never by `fetch`: that sends `Sec-Fetch-Mode`, and Ray refuses changes by what looks like
 * a browser.
 * @throws whatever Node does; {@link ExchangeTimeoutError}; an abort rejects with the signal's own reason
 */
export async function exchange(request: HttpRequest): Promise<HttpAnswer> {
  const { method, url, headers, body, signal, timeoutMs, maxBytes } = request;
  signal?.throwIfAborted();
  const isSecure = url.protocol === 'https:';
  const [send, agent] = isSecure ? [requestHttps, agents.https] : [requestHttp, agents.http];
  return await new Promise((resolve, reject) => {
    const sent = send(url, { method, headers, agent }, (response) => {
      readText(response, maxBytes).then(
        (text) => settle(() => resolve({ status: response.statusCode ?? 0, text })),
        fail,
      );
    });
    const timer = setTimeout(() => sent.destroy(new ExchangeTimeoutError('no answer in time')), timeoutMs);
    const abort = (): void => void sent.destroy(new Error('aborted'));
    signal?.addEventListener('abort', abort);

    function settle(how: () => void): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      how();
    }
    function fail(error: unknown): void {
      settle(() => reject(signal?.aborted === true ? signal.reason : error));
    }
    sent.on('error', fail);
    sent.end(body);
  });
}

async function readText(response: IncomingMessage, maxBytes: number): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response) {
    const bytes = Buffer.from(piece);
    length += bytes.length;
    if (length > maxBytes) throw new RangeError(`the answer has more than ${maxBytes} bytes`);
    pieces.push(bytes);
  }
  return Buffer.concat(pieces).toString('utf8');
}
