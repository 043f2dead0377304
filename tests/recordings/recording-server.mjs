// An HTTP server on loopback that writes down every exchange. What it answers is decided by `respond`.

import { createServer } from 'node:http';

/**
 * @typedef {{ method: string, path: string, query: string, headers: Record<string, string>, body: string }} RecordedRequest
 *   `path` and `query` exactly as they were sent (percent-encoded).
 * @typedef {{ status: number, headers?: Record<string, string>, body?: unknown }} RecordedResponse
 *   A string body is sent as it is (`{ "$text": … }` in the recording), anything else as JSON.
 * @typedef {{ step: string, request: RecordedRequest, response: RecordedResponse }} Exchange
 */

/**
 * @param {(request: RecordedRequest) => RecordedResponse} respond
 * @returns {Promise<{ address: string, exchanges: Exchange[], step: string, close(): Promise<void> }>}
 */
export async function startRecordingServer(respond) {
  const recording = { address: '', exchanges: /** @type {Exchange[]} */ ([]), step: 'before the first step', close };
  const server = createServer((incoming, outgoing) => {
    /** @type {Buffer[]} */
    const chunks = [];
    incoming.on('data', (chunk) => chunks.push(chunk));
    incoming.on('end', () => {
      const [path = '', query = ''] = (incoming.url ?? '').split(/\?(.*)/s);
      const request = {
        method: incoming.method ?? '',
        path,
        query,
        headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
        body: Buffer.concat(chunks).toString('utf8'),
      };
      const response = respond(request);
      recording.exchanges.push({ step: recording.step, request, response });
      const isText = typeof response.body === 'string';
      outgoing.writeHead(response.status, {
        ...(response.body === undefined || isText ? {} : { 'content-type': 'application/json; charset=utf-8' }),
        ...response.headers,
      });
      outgoing.end(response.body === undefined || isText ? response.body : JSON.stringify(response.body));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  recording.address = `http://127.0.0.1:${bound.port}`;
  return recording;

  async function close() {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(() => resolve(undefined)));
  }
}
