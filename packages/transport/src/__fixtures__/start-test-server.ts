import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  /** Percent-encoded, with the query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What the server answers: a status, headers and a body (text as it is, anything else as JSON), or nothing at all. */
export type TestAnswer =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: unknown }
  | 'drop the connection'
  | 'drop the body'
  | 'never answer';

export interface TestServer {
  readonly address: string;
  readonly requests: readonly SeenRequest[];
  /** The most requests that were under way at once. */
  readonly mostAtOnce: number;
  /** The requests that are neither answered nor given up. */
  readonly underWay: number;
}

function write(response: ServerResponse, answer: TestAnswer): void {
  if (answer === 'drop the connection') {
    response.destroy();
  } else if (answer === 'drop the body') {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"val');
    setImmediate(() => response.destroy());
  } else if (answer !== 'never answer') {
    const { status = 200, headers = {}, body } = answer;
    response.writeHead(status, headers);
    response.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** A real server on loopback for one test. It is gone when the test ends. */
export async function startTestServer(
  answer: (request: SeenRequest) => TestAnswer | Promise<TestAnswer>,
): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  let underWay = 0;
  let mostAtOnce = 0;
  const respond = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    outgoing.on('close', () => {
      underWay -= 1;
    });
    const body = await readBody(incoming).catch(() => '');
    const seen = { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, body };
    requests.push(seen);
    write(outgoing, await answer(seen));
  };
  const server = createServer((incoming, outgoing) => {
    void respond(incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const port = portOf(server.address());
  return {
    address: `http://127.0.0.1:${port}`,
    requests,
    get underWay() {
      return underWay;
    },
    get mostAtOnce() {
      return mostAtOnce;
    },
  };
}

function portOf(address: ReturnType<Server['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

/** An address at which nothing listens. */
export async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server.address());
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
