import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { describe, expect, it } from 'vitest';
import { mlflowRun } from './__fixtures__/open-mlflow-backend.js';
import { collect, openTestBackend, quickRetry } from './__fixtures__/open-test-backend.js';
import { mostIdlePages } from './http/answers/paginate.js';
import type { Fetch } from './http/requests/fetch.js';
import { createMlflowBackend } from './mlflow/mlflow-backend.js';

type Answer = (asked: number, call: string) => object;

/** A service in this process that counts what it is asked. */
function service(answer: Answer): { readonly fetch: Fetch; readonly asked: () => number } {
  let asked = 0;
  const fetch: Fetch = async (input) => {
    asked += 1;
    return Response.json(answer(asked, new URL(new Request(input).url).pathname));
  };
  return { fetch, asked: () => asked };
}

const endless = (rest: object): Answer => {
  return (asked) => ({ value: [], ...rest, continuationToken: `token ${asked}` });
};

const row = { metricId: 'm', createdUtc: '2026-01-02T03:04:05Z', data: { loss: 1 } };
const metricCalls =
  (call: 'list' | 'full', page: object): Answer =>
  (asked, path) =>
    path.endsWith(call)
      ? { ...page, continuationToken: `token ${asked}` }
      : { value: [{ metricKey: { name: 'loss' } }] };

async function readMetricsOf(backend: SweepBackend): Promise<void> {
  for await (const result of backend.getMetrics(['HD_1'])) if (result.kind === 'unreadable') throw result.error;
}

async function expectBounded(reading: Promise<unknown>, asked: () => number): Promise<void> {
  await expect(reading).rejects.toMatchObject({
    code: 'unexpected-answer',
    message: expect.stringContaining('would never end'),
  });
  // Two folders of logs are listed at once.
  expect(asked()).toBeLessThan(2 * mostIdlePages + 10);
}

describe('a list that Azure ML never ends', () => {
  const run = { runId: 'HD_1_0', status: 'Completed' };
  it.each<readonly [string, Answer, (backend: SweepBackend) => Promise<unknown>]>([
    ['children, under new tokens', endless({}), (backend) => collect(backend.listChildRuns('HD_1'))],
    ['the same child', endless({ value: [run] }), (backend) => collect(backend.listChildRuns('HD_1'))],
    [
      'children, under new links',
      (asked) => ({ value: [], nextLink: `/history/v1.0/${asked}` }),
      (backend) => collect(backend.listChildRuns('HD_1')),
    ],
    ['all below', endless({}), (backend) => collect(backend.listChildRuns('HD_1', { recursive: true }))],
    ['sweeps', endless({}), (backend) => collect(backend.listSweeps())],
    ['files', endless({}), (backend) => collect(backend.listFiles('HD_1'))],
    [
      'logs',
      (asked, path) => (path.includes('/artifacts/') ? endless({})(asked, path) : { ...run, logFiles: {} }),
      (backend) => backend.getRunDetails('HD_1'),
    ],
    ['names of metrics', metricCalls('list', { value: [] }), readMetricsOf],
    ['values of a metric', metricCalls('full', { value: [row, row] }), readMetricsOf],
  ])('of %s ends with an error', async (_, answer, read) => {
    expect.hasAssertions();
    const { fetch, asked } = service(answer);
    await expectBounded(read(openTestBackend('http://127.0.0.1:9', { fetch })), asked);
  });
});

describe('a list that an MLflow server never ends', () => {
  const page = (rest: object): Answer => {
    return (asked) => ({ ...rest, next_page_token: `token ${asked}` });
  };
  const named =
    (call: string, rest: object): Answer =>
    (asked, path) => {
      if (path.endsWith(call)) return page(rest)(asked, path);
      if (path.endsWith('runs/get')) return { run: mlflowRun('a', { metrics: ['loss'] }) };
      const tulips = { experiment_id: '7', name: 'tulips' };
      return path.includes('experiments') ? { experiment: tulips, experiments: [tulips] } : {};
    };
  it.each<readonly [string, Answer, (backend: SweepBackend) => Promise<unknown>]>([
    ['children', named('runs/search', {}), (backend) => collect(backend.listChildRuns('a'))],
    [
      'the same child',
      named('runs/search', { runs: [mlflowRun('a')] }),
      (backend) => collect(backend.listChildRuns('a')),
    ],
    ['experiments', named('experiments/search', {}), (backend) => collect(backend.listSweeps())],
    ['files', named('artifacts/list', { files: [{ path: 'f' }] }), (backend) => collect(backend.listFiles('a'))],
    ['values', named('get-history', { metrics: [{ value: 1, timestamp: 1, step: 0 }] }), readMetricsOf],
  ])('of %s ends with an error', async (_, answer, read) => {
    expect.hasAssertions();
    const { fetch, asked } = service(answer);
    await expectBounded(read(createMlflowBackend({ address: 'http://127.0.0.1:9', fetch, retry: quickRetry })), asked);
  });
});

it.each([{ continuationToken: 7 }, { nextLink: {} }])(
  'a page whose cursor is nonsense, as in %j, is no last page',
  async (cursor) => {
    const { fetch } = service(() => ({ value: [{ runId: 'a' }], ...cursor }));
    const listing = openTestBackend('http://127.0.0.1:9', { fetch }).listChildRuns('HD_1');
    await expect(collect(listing)).rejects.toMatchObject({ code: 'unexpected-answer' });
  },
);
