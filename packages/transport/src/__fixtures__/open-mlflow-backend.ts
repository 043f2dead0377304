import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { createMlflowBackend } from '../mlflow/mlflow-backend.js';
import type { MlflowOptions } from '../mlflow/mlflow-options.js';
import { quickRetry } from './open-test-backend.js';
import { type SeenRequest, startTestServer, type TestAnswer, type TestServer } from './start-test-server.js';

/** A run as MLflow answers it. */
export function mlflowRun(
  runId: string,
  options: {
    readonly status?: string;
    readonly startTime?: number;
    readonly experimentId?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly metrics?: readonly string[];
    /** The step of the latest value of each metric. */
    readonly lastStep?: number;
    readonly params?: Readonly<Record<string, string>>;
  } = {},
): object {
  const { status = 'FINISHED', startTime = 1, experimentId = '7', tags = {}, metrics = [], params = {} } = options;
  const { lastStep = 0 } = options;
  return {
    info: { run_id: runId, experiment_id: experimentId, status, start_time: startTime, lifecycle_stage: 'active' },
    data: {
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
      params: Object.entries(params).map(([key, value]) => ({ key, value })),
      metrics: metrics.map((key) => ({ key, value: 1, timestamp: 1, step: lastStep })),
    },
  };
}

/** The answer of MLflow for what is not there. */
export const notThere: TestAnswer = {
  status: 404,
  body: { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'It was not found' },
};

/** What a call of a request is, without the path before it: `runs/search`, `get-history-bulk`. */
export function callOf({ url }: SeenRequest): string {
  const path = new URL(url, 'http://host').pathname;
  return path.replace(/^.*\/(?:api|ajax-api)\/2\.0\/mlflow\//, '').replace(/^metrics\/|^\//, '');
}

const tulips = { experiment_id: '7', name: 'tulips', creation_time: 1000, tags: [{ key: 'note', value: 'kept' }] };

/** A server for one test that knows the experiment `tulips` (its id is 7), and the backend for it. */
export async function openMlflow(
  answer: (call: string, request: SeenRequest) => TestAnswer,
  options: Partial<MlflowOptions> = {},
  prefix = '',
): Promise<{ readonly server: TestServer; readonly backend: SweepBackend }> {
  const server = await startTestServer((request) => {
    const call = callOf(request);
    if (call !== 'experiments/get-by-name') return answer(call, request);
    const isKnown = request.url.endsWith('experiment_name=tulips');
    return isKnown ? { body: { experiment: tulips } } : notThere;
  });
  const backend = createMlflowBackend({
    address: server.address + prefix,
    experimentName: 'tulips',
    retry: quickRetry,
    ...options,
  });
  return { server, backend };
}
