// Writes to an MLflow server through its REST API, as a test wants its fixtures to be there.

import { type WireValue, writeWireJson } from '@hyperdrive-run/transport/wire';

/** A client that only writes. Each call rejects where the server refuses. */
export interface TrackingClient {
  readonly url: string;
  readonly post: (call: string, body: WireValue) => Promise<unknown>;
  readonly createExperiment: (name: string) => Promise<string>;
  readonly createRun: (experimentId: string, startTime: number, name?: string) => Promise<string>;
  /** @param path below the run's own folder, such as `outputs/model.json` */
  readonly putFile: (experimentId: string, runId: string, path: string, content: string) => Promise<void>;
}

export function trackingClient(url: string): TrackingClient {
  async function send(path: string, init: RequestInit): Promise<string> {
    const response = await fetch(url + path, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}`);
    return text;
  }
  const post = async (call: string, body: WireValue): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' };
    return JSON.parse(await send(`/api/2.0/mlflow/${call}`, { method: 'POST', headers, body: writeWireJson(body) }));
  };
  return {
    url,
    post,
    createExperiment: async (name) => textAt(await post('experiments/create', { name }), ['experiment_id']),
    createRun: async (experimentId, startTime, name) => {
      const answer = await post('runs/create', { experiment_id: experimentId, start_time: startTime, run_name: name });
      return textAt(answer, ['run', 'info', 'run_id']);
    },
    putFile: async (experimentId, runId, path, content) => {
      const segments = path.split('/').map(encodeURIComponent).join('/');
      const target = `/api/2.0/mlflow-artifacts/artifacts/${experimentId}/${runId}/artifacts/${segments}`;
      await send(target, { method: 'PUT', body: content });
    },
  };
}

function textAt(answer: unknown, path: readonly string[]): string {
  let at = answer;
  for (const key of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
  if (typeof at !== 'string') throw new Error(`The server's answer has no ${path.join('.')}.`);
  return at;
}
