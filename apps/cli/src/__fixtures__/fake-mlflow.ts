import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

/** A run of the fake server. Each metric has one value. */
export interface FakeMlflowRun {
  readonly id: string;
  readonly parent?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly metrics?: Readonly<Record<string, number>>;
}

/**
 * A server with one experiment, `garden`, with the calls of MLflow that commands which read sweeps make. It closes with the test.
 * @param onAsked is called with the credentials of each request
 */
export async function startFakeMlflow(
  runs: readonly FakeMlflowRun[],
  onAsked: (authorization: string) => void = () => undefined,
): Promise<string> {
  const experiment = { experiment_id: '7', name: 'garden', creation_time: 1000, last_update_time: 1000 };
  const asDto = ({ id, parent, tags = {}, metrics = {} }: FakeMlflowRun, at: number): object => ({
    info: { run_id: id, experiment_id: '7', status: 'FINISHED', start_time: 2000 + at, end_time: 3000 + at },
    data: {
      tags: Object.entries(parent === undefined ? tags : { ...tags, 'mlflow.parentRunId': parent }).map(
        ([key, value]) => ({ key, value }),
      ),
      metrics: Object.entries(metrics).map(([key, value]) => ({ key, value })),
    },
  });

  function respond(call: string, query: URLSearchParams, body: string): object | undefined {
    if (call === 'experiments/search') return { experiments: [experiment] };
    if (call === 'experiments/get-by-name') {
      return query.get('experiment_name') === 'garden' ? { experiment } : undefined;
    }
    if (call === 'experiments/get') return { experiment };
    if (call === 'runs/get') {
      const at = runs.findIndex(({ id }) => id === query.get('run_id'));
      const run = runs[at];
      return run && { run: asDto(run, at) };
    }
    if (call === 'metrics/get-history') {
      const value = runs.find(({ id }) => id === query.get('run_id'))?.metrics?.[query.get('metric_key') ?? ''];
      return { metrics: value === undefined ? [] : [{ value, timestamp: 1, step: 0 }] };
    }
    if (call !== 'runs/search') return undefined;
    const { filter = '', max_results: size }: { filter?: string; max_results: number } = JSON.parse(body);
    const parentId = /mlflow\.parentRunId` = '(.*)'/.exec(filter)?.[1];
    const found = runs
      .map((run, at) => ({ run, dto: asDto(run, at) }))
      .filter(({ run }) => parentId === undefined || run.parent === parentId)
      .filter(() => !/_metric_config|status/.test(filter));
    return { runs: found.map(({ dto }) => dto).slice(0, size) };
  }

  const server = createServer((request, response) => {
    onAsked(request.headers.authorization ?? '');
    void (async () => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://host');
      const found = respond(pathname.replace(/^.*\/2\.0\/mlflow\//, ''), searchParams, body);
      response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(found ?? { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'It is not there' }));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `mlflow+http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}
