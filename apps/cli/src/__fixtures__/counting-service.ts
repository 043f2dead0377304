import { createServer } from 'node:http';
import { createLocalService, localWorkspaceUri } from '@hyperdrive-run/local';
import { onTestFinished } from 'vitest';

/** A folder's sweeps behind a server that records its requests. */
export interface CountingService {
  /** For `--backend`. */
  readonly backend: string;
  readonly token: string;
  /** Method, path and body of each request so far, in their order. */
  readonly requests: readonly string[];
}

/** Serves what a folder keeps over HTTP, as a service at an address of its own would. It closes with the test. */
export async function startCountingService(folder: string): Promise<CountingService> {
  const service = createLocalService({ folder });
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const { method = 'GET', url = '/' } = request;
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      requests.push([method, url, body].join(' ').trim());
      const headers = new Headers({ authorization: request.headers.authorization ?? '' });
      if (body !== '') headers.set('content-type', request.headers['content-type'] ?? 'application/json');
      const asked = new Request(new URL(url, 'http://localhost'), {
        method,
        headers,
        ...(body === '' ? {} : { body }),
      });
      const answer = await service.fetch(asked);
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await service.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { backend: localWorkspaceUri(`http://127.0.0.1:${port}`), token: service.token, requests };
}
