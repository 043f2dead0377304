import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** A proxy before a service, whose faults a test chooses. */
export interface FaultyProxy {
  readonly address: string;
  /** What it does with a request: passes it on, passes it on and loses the answer, or loses it itself. */
  fault: (path: string) => 'none' | 'lose-answer' | 'lose-request';
  /** The paths of the requests that came, in their order. */
  readonly asked: readonly string[];
}

/** Starts a proxy on loopback. It ends with the test. */
export async function startFaultyProxy(target: () => string): Promise<FaultyProxy> {
  const asked: string[] = [];
  const server = createServer((incoming, response) => {
    const path = incoming.url ?? '';
    asked.push(path);
    const fault = proxy.fault(path);
    if (fault === 'lose-request') incoming.socket.destroy();
    else passOn(target(), incoming, response, fault === 'lose-answer');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = server.address();
  const port = typeof place === 'object' && place !== null ? place.port : 0;
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const proxy: FaultyProxy = { address: `http://127.0.0.1:${port}`, fault: () => 'none', asked };
  return proxy;
}

function passOn(target: string, incoming: IncomingMessage, response: ServerResponse, losesAnswer: boolean): void {
  const { method, headers, url } = incoming;
  const outgoing = request(
    `${target}${url}`,
    { method, headers: { ...headers, host: new URL(target).host } },
    (answer) => {
      answer.on('error', () => response.destroy());
      if (losesAnswer) {
        answer.resume().on('end', () => incoming.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    },
  );
  outgoing.on('error', () => incoming.socket.destroy());
  incoming.pipe(outgoing);
}
