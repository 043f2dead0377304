import { Agent, request } from 'node:http';

/**
 * Calls one after the other over one connection.
 * @param {string} url
 * @param {Readonly<Record<string, string>>} headers
 * @param {(first: number, count: number) => string} bodyOf
 * @returns {{ prepare: (first: number, count: number) => () => Promise<void>, close: () => void }}
 */
export function logOverHttp(url, headers, bodyOf) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  /**
   * @param {string} body
   * @returns {Promise<void>}
   */
  const post = (body) =>
    new Promise((resolve, reject) => {
      const sent = request(
        url,
        {
          method: 'POST',
          agent,
          headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        },
        (response) => {
          let text = '';
          response.on('data', (chunk) => {
            text += String(chunk);
          });
          response.on('end', () => {
            if (response.statusCode === 200) resolve();
            else reject(new Error(`${url} returned ${response.statusCode}: ${text.slice(0, 300)}`));
          });
        },
      );
      sent.on('error', (error) => {
        // The server closed the connection while others had their turn: nothing was read of the call.
        if (sent.reusedSocket && 'code' in error && error.code === 'ECONNRESET') resolve(post(body));
        else reject(error);
      });
      sent.end(body);
    });
  return {
    prepare(first, count) {
      const body = bodyOf(first, count);
      return () => post(body);
    },
    close: () => agent.destroy(),
  };
}

/**
 * A delivery as Azure ML's Python client sends it: each point with an id and a time.
 * @param {number} first
 * @param {number} count
 */
export function azureBatch(first, count) {
  const value = Array.from({ length: count }, (_, n) => ({
    metricId: `9b6f4c1e-0000-4000-8000-${String(first + n).padStart(12, '0')}`,
    createdUtc: new Date(1_700_000_000_000 + first + n).toISOString(),
    step: first + n,
    data: { loss: Math.sin(first + n) },
  }));
  const properties = { uxMetricType: 'azureml.v1.scalar' };
  return JSON.stringify({ values: [{ name: 'loss', columns: { loss: 'double' }, properties, value }] });
}

/**
 * @param {string} runId
 * @returns {(first: number, count: number) => string}
 */
export function mlflowBatch(runId) {
  return (first, count) => {
    const metrics = Array.from({ length: count }, (_, n) => ({
      key: 'loss',
      value: Math.sin(first + n),
      timestamp: 1_700_000_000_000 + first + n,
      step: first + n,
    }));
    return JSON.stringify({ run_id: runId, metrics });
  };
}
