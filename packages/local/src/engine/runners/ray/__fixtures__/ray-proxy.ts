import { createServer, request } from 'node:http';
import { onTestFinished } from 'vitest';

/**
 * What a proxy does with requests. `lose-answers` has them done, and cuts the connection instead of answering; `pretend`
 * answers with 200 by itself.
 */
export type ProxyMode = 'forward' | 'down' | 'lose-answers' | 'pretend';

/** A proxy in front of a head, that can be told to spoil some requests. */
export interface RayProxy {
  readonly address: string;
  /** The requests that it has seen, such as `POST /api/jobs/`. */
  readonly seen: readonly string[];
  /** @param requests which: the begin of what `seen` has; all by default */
  spoil(mode: ProxyMode, requests?: string): void;
}

/** Starts a proxy that forwards to a head, and ends it with the test. */
export async function startRayProxy(head: string): Promise<RayProxy> {
  const seen: string[] = [];
  let mode: ProxyMode = 'forward';
  let which = '';
  const server = createServer((incoming, answer) => {
    const name = `${incoming.method} ${incoming.url}`;
    seen.push(name);
    const isSpoiled = name.startsWith(which) && mode !== 'forward';
    if (isSpoiled && mode === 'down') return void incoming.socket.destroy();
    if (isSpoiled && mode === 'pretend') return void answer.end();
    const { method, url, headers } = incoming;
    const forwarded = request(new URL(`${head}${url}`), { method, headers }, (response) => {
      if (isSpoiled) return void response.resume().once('end', () => incoming.socket.destroy());
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    forwarded.once('error', () => incoming.socket.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('It has no port.');
  return {
    address: `http://127.0.0.1:${bound.port}`,
    seen,
    spoil(next, requests = '') {
      mode = next;
      which = requests;
    },
  };
}
