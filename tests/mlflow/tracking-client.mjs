// Writes to an MLflow server through its REST API, as a test or a benchmark wants its runs to be there.

import { writeWireJson } from '@hyperdrive-run/transport/wire';

/**
 * A client that only writes. Each call rejects where the server refuses.
 * @typedef {object} TrackingClient
 * @property {string} url
 * @property {(call: string, body: import('@hyperdrive-run/transport/wire').WireValue) => Promise<unknown>} post
 * @property {(name: string) => Promise<string>} createExperiment Answers the experiment's id.
 * @property {(experimentId: string, startTime: number, options?: NewRun) => Promise<string>} createRun Answers its id.
 * @property {(experimentId: string, runId: string, path: string, content: string) => Promise<void>} putFile `path` is
 *   below the run's own folder, such as `outputs/model.json`.
 */

/**
 * @typedef {object} NewRun
 * @property {string | undefined} [name]
 * @property {Iterable<readonly [string, string]> | undefined} [tags]
 */

/**
 * @param {string} url
 * @param {string} [token] Sent with each request; without one none is.
 * @returns {TrackingClient}
 */
export function trackingClient(url, token) {
  /**
   * @param {string} path
   * @param {RequestInit} init
   */
  async function send(path, init) {
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    const response = await fetch(url + path, { ...init, headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}`);
    return text;
  }
  /** @type {TrackingClient['post']} */
  const post = async (call, body) => {
    const headers = { 'content-type': 'application/json' };
    return JSON.parse(await send(`/api/2.0/mlflow/${call}`, { method: 'POST', headers, body: writeWireJson(body) }));
  };
  return {
    url,
    post,
    createExperiment: async (name) => textAt(await post('experiments/create', { name }), ['experiment_id']),
    createRun: async (experimentId, startTime, { name, tags = [] } = {}) => {
      const answer = await post('runs/create', {
        experiment_id: experimentId,
        start_time: startTime,
        run_name: name,
        tags: [...tags].map(([key, value]) => ({ key, value })),
      });
      return textAt(answer, ['run', 'info', 'run_id']);
    },
    putFile: async (experimentId, runId, path, content) => {
      const segments = path.split('/').map(encodeURIComponent).join('/');
      const target = `/api/2.0/mlflow-artifacts/artifacts/${experimentId}/${runId}/artifacts/${segments}`;
      await send(target, { method: 'PUT', body: content });
    },
  };
}

/**
 * @param {unknown} answer
 * @param {readonly string[]} path
 * @returns {string}
 */
function textAt(answer, path) {
  let at = answer;
  for (const key of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
  if (typeof at !== 'string') throw new Error(`The server's answer has no ${path.join('.')}.`);
  return at;
}
