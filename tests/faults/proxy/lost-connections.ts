import type { Exchange, UpstreamAnswer } from './exchange.js';
import type { Fault } from './fault.js';
import { pause } from './pause.js';

/**
 * Resets the connection. One whose client has gone is closed already: Node fails to reset that (`EINVAL` of
 * uv_tcp_close_reset after a shutdown), and then never says that it is closed.
 */
function reset({ socket }: Pick<Exchange, 'socket'>): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}

/** Sends the beginning of an answer's body, then loses the connection. */
function sendCut(
  { response, socket, random }: Exchange,
  { headers, body, status }: UpstreamAnswer,
  length?: number,
): void {
  const sent = body.subarray(0, random.integer(body.length));
  const framed: [string, string][] = length === undefined ? [] : [['content-length', String(length)]];
  response.writeHead(status, [...headers, ...framed].flat());
  response.write(sent, () => {
    if (random.chance(0.5)) reset({ socket });
    else socket.destroySoon();
  });
}

/** Connections that end too early. */
export const lostConnections: readonly Fault[] = [
  { name: 'reset before the work', inject: reset },
  { name: 'closed before the work', inject: ({ socket }) => socket.destroySoon() },
  {
    name: 'reset after the work',
    inject: async (exchange) => {
      await exchange.forward();
      reset(exchange);
    },
  },
  {
    name: 'no answer',
    inject: async (exchange) => {
      // As long as any client waits; whoever goes away ends it.
      await pause(120_000, exchange.signal);
      reset(exchange);
    },
  },
  {
    name: 'body cut, right length',
    inject: async (exchange) => {
      const answer = await exchange.forward();
      sendCut(exchange, answer, answer.body.length);
    },
  },
  {
    name: 'body cut, chunked',
    inject: async (exchange) => sendCut(exchange, await exchange.forward()),
  },
  {
    name: 'body cut, wrong length',
    isSeenInBytes: false,
    inject: async (exchange) => {
      const { response, socket, random } = exchange;
      const { status, headers, body } = await exchange.forward();
      const length = random.integer(body.length);
      // What is left over stands on the connection, where the next answer is expected.
      const sent = random.chance(0.5) ? body : body.subarray(0, length);
      response.writeHead(status, [...headers, ['content-length', String(length)]].flat());
      response.write(sent, () => socket.destroySoon());
    },
  },
];
