import { createServer, type IncomingMessage } from 'node:http';
import type { StartedLocalService } from '@hyperdrive-run/local';
import { onTestFinished } from 'vitest';

/** A request on its way to the service. */
export interface SeenRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly body: string;
  readonly userAgent: string;
}

/** A server before the service. */
export interface Between {
  readonly address: string;
  readonly requests: readonly SeenRequest[];
}

/** Stands between clients and the service for one test: it notes each request, and may answer one in the service's place. */
export async function standBetween(
  service: StartedLocalService,
  answer: (request: SeenRequest) => Response | undefined = () => undefined,
): Promise<Between> {
  const requests: SeenRequest[] = [];
  const respond = async (incoming: IncomingMessage): Promise<Response> => {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const body = await readText(incoming);
    const seen = { method, path, body, userAgent: headers['user-agent'] ?? '' };
    requests.push(seen);
    const sent: [string, string][] = [
      ['authorization', headers.authorization ?? ''],
      ['content-type', headers['content-type'] ?? 'application/json'],
    ];
    const hasBody = method !== 'GET' && method !== 'HEAD';
    return answer(seen) ?? fetch(service.address + path, { method, headers: sent, ...(hasBody ? { body } : {}) });
  };
  const server = createServer((incoming, outgoing) => {
    respond(incoming).then(
      async (response) => {
        const type = response.headers.get('content-type') ?? 'application/json';
        outgoing.writeHead(response.status, { 'content-type': type });
        outgoing.end(await response.text());
      },
      () => outgoing.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port.');
  return { address: `http://127.0.0.1:${bound.port}`, requests };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
