import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { type RawAnswer, rawNotFound } from './raw-answers.js';

/** Where the services are: all of them here. */
function addresses(host: string | undefined): string {
  const names = ['api', 'history', 'hyperdrive', 'experimentation', 'studio', 'modelmanagement'];
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, `http://${host}`])));
}

/** A server on loopback that answers with texts, for one test. Whatever it has no text for is not found. */
export async function replay(answers: readonly RawAnswer[]): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const path = decodeURIComponent((incoming.url ?? '').replaceAll('+', ' '));
    const isDiscovery = path === '/discovery';
    const found = answers.find((answer) => answer.method === incoming.method && answer.path.test(path));
    incoming.resume().on('end', () => {
      outgoing.writeHead(isDiscovery ? 200 : found === undefined ? 404 : (found.status ?? 200), {
        'content-type': 'application/json; charset=utf-8',
      });
      outgoing.end(isDiscovery ? addresses(incoming.headers.host) : (found?.text ?? rawNotFound));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${bound.port}`;
}
