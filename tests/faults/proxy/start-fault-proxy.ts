import { Agent, createServer, type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http';
import { seededRandom } from '../seeded-random.js';
import { callHeader } from './call-header.js';
import { bodyWithoutToken, isOfEndlessPages, pathWithoutToken, sendNextPage } from './endless-pages.js';
import { type Exchange, sendAnswer, type UpstreamAnswer } from './exchange.js';
import { chooseFault, type FaultPlan } from './fault-plan.js';
import { listen } from './listen.js';
import { loopMark, passMark, redirect } from './redirects.js';

/** What is done to the requests of one call, and what was. */
export interface ProxiedCall extends FaultPlan {
  /** What all its decisions are made from. */
  readonly seed: string;
  /** Is told of each fault that was injected. */
  readonly onFault: (name: string) => void;
}

/** A proxy that is not to be trusted. */
export interface FaultProxy {
  readonly address: string;
  /** Registers a call; its requests are known by {@link callHeader}. */
  readonly begin: (id: string, call: ProxiedCall) => void;
  /** Forgets the call. Returns those of its requests that were still under way. */
  readonly end: (id: string) => readonly string[];
  /** The number of requests of a call that have no complete answer yet, and whose client is still there. */
  readonly underWay: (id: string) => number;
  readonly close: () => Promise<void>;
}

/** What the proxy knows of a call. */
interface KnownCall extends ProxiedCall {
  /** How often each request was seen: the second time it may fare otherwise. */
  readonly seen: Map<string, number>;
  /** The requests that are under way, each as what its client asked for. */
  readonly underWay: Set<{ asked: string }>;
}

/** What stands behind the proxy, and beside it. */
export interface FaultProxyOptions {
  readonly upstream: string;
  /** A listener elsewhere, to which redirects lead. */
  readonly otherAddress: string;
  /** Makes texts alike that name the same thing: ids that an upstream makes up are other ones each time. */
  readonly alias: (text: string) => string;
}

/** Starts a proxy on loopback. Requests of no known call pass. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const { upstream, otherAddress, alias } = options;
  const agent = new Agent({ keepAlive: true });
  const calls = new Map<string, KnownCall>();

  async function serve(incoming: IncomingMessage, response: ServerResponse, ownAddress: string): Promise<void> {
    const id = incoming.headers[callHeader];
    const call = typeof id === 'string' ? calls.get(id) : undefined;
    const gone = new AbortController();
    const request = { asked: `${incoming.method} ${incoming.url}` };
    call?.underWay.add(request);
    const { socket } = incoming;
    const leave = (): void => {
      response.off('close', leave);
      socket.off('close', leave);
      if (gone.signal.aborted) return;
      gone.abort();
      call?.underWay.delete(request);
    };
    response.once('close', leave);
    // Node never closes a response that waits behind another one on its connection: a client that was sent too short a length
    // asks again on a connection whose last answer has not ended here, and which is then lost.
    socket.once('close', leave);
    const body = await readBody(incoming);
    const { method = 'GET', url = '/', headers } = incoming;
    const mark = [loopMark, passMark].find((one) => url.startsWith(one));
    const path = mark === undefined ? url : url.slice(mark.length);
    const name = alias(`${method} ${url} ${body.toString('latin1')}`);
    const times = (call?.seen.get(name) ?? 0) + 1;
    call?.seen.set(name, times);
    const exchange: Exchange = {
      method,
      path,
      headers,
      body,
      response,
      socket,
      ownAddress,
      otherAddress,
      random: seededRandom(`${call?.seed} ${times} ${name}`),
      forward: () => forward(upstream, agent, { method, path, body, headers, ownAddress }, gone.signal),
      signal: gone.signal,
    };
    if (call === undefined || mark === passMark) return sendAnswer(exchange, await exchange.forward());
    if (mark === loopMark) return redirect(exchange, url);
    if (isOfEndlessPages(exchange)) return sendNextPage(exchange);
    const fault = chooseFault(exchange, call);
    if (fault !== undefined) request.asked += ` (${fault.name})`;
    if (fault === undefined) return sendAnswer(exchange, await exchange.forward());
    if ((await fault.inject(exchange)) !== false) call.onFault(fault.name);
  }

  const server = createServer();
  const { address, close } = await listen(server);
  server.on('request', (incoming, response) => {
    // Whoever went away wants no answer any more.
    serve(incoming, response, address).catch(() => response.destroy());
  });
  return {
    address,
    begin: (id, call) => void calls.set(id, { ...call, seen: new Map(), underWay: new Set() }),
    underWay: (id) => calls.get(id)?.underWay.size ?? 0,
    end(id) {
      const left = [...(calls.get(id)?.underWay ?? [])].map(({ asked }) => asked);
      calls.delete(id);
      return left;
    },
    async close() {
      agent.destroy();
      await close();
    },
  };
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Asks the upstream as the client would have. What an upstream says of its own address leads to the proxy. */
function forward(
  upstream: string,
  agent: Agent,
  { method, path, body, headers, ownAddress }: Pick<Exchange, 'method' | 'path' | 'body' | 'headers' | 'ownAddress'>,
  signal: AbortSignal,
): Promise<UpstreamAnswer> {
  const content = bodyWithoutToken(body);
  const sent: Record<string, string> = { host: new URL(ownAddress).host };
  for (const name of ['authorization', 'content-type', 'accept', 'user-agent']) {
    const value = headers[name];
    if (typeof value === 'string') sent[name] = value;
  }
  if (content.length > 0) sent['content-length'] = String(content.length);
  return new Promise((resolve, reject) => {
    const asked = sendRequest(upstream + pathWithoutToken(path), { method, headers: sent, agent, signal });
    asked.once('error', reject);
    asked.once('response', (answer) => {
      readBody(answer).then((answered) => {
        const type = answer.headers['content-type'];
        resolve({
          status: answer.statusCode ?? 502,
          headers: type === undefined ? [] : [['content-type', type]],
          body: answered,
        });
      }, reject);
    });
    asked.end(content);
  });
}
