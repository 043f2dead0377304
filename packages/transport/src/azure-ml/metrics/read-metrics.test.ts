import type { RunMetricsResult } from '@hyperdrive-run/core/ports';
import { describe, expect, it } from 'vitest';
import {
  collect,
  foreignNotFound,
  openTestBackend,
  quickRetry,
  workspacePrefix,
} from '../../__fixtures__/open-test-backend.js';
import { startTestServer } from '../../__fixtures__/start-test-server.js';

const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

function scalar(name: string, ...values: unknown[]) {
  return {
    name,
    columns: { [name]: 'double' },
    value: values.map((value, step) => ({ step, createdUtc: '2026-01-02T03:04:05.1234567Z', data: { [name]: value } })),
    properties: { uxMetricType: 'azureml.v1.scalar' },
  };
}

function runOf(url: string): string {
  return decodeURIComponent(/\/runs\/([^/]+)/.exec(url)?.[1] ?? '');
}

function shown(results: readonly RunMetricsResult[]): Record<string, unknown> {
  return Object.fromEntries(
    results.map((result) => [
      result.runId,
      result.kind === 'unreadable'
        ? result.error.code
        : Object.fromEntries(
            [...result.metrics].map(([name, metric]) => [
              name,
              metric.kind === 'scalar' ? metric.points.map(({ value }) => value) : metric.kind,
            ]),
          ),
    ]),
  );
}

describe('reading metrics', () => {
  it('asks for the given names, and takes a 404 for "not logged"', async () => {
    const server = await startTestServer(({ url, body }) => {
      const { metricName } = JSON.parse(body);
      if (runOf(url) === 'b' && metricName === 'loss') return { status: 404, body: { error: { code: 'NotFound' } } };
      return { body: scalar(metricName, 0.5, 'NaN', '-Infinity') };
    });
    const names = ['loss', 'it\'s "ü"/'];
    const results = await collect(openTestBackend(server.address).getMetrics(['a', 'b'], { names }));
    const values = [0.5, Number.NaN, Number.NEGATIVE_INFINITY];
    expect(shown(results)).toEqual({ a: { loss: values, 'it\'s "ü"/': values }, b: { 'it\'s "ü"/': values } });
    expect(server.requests[0]).toMatchObject({ method: 'POST', url: `/metric/v2.0/${workspacePrefix}/runs/a/full` });
  });

  it.each(foreignNotFound)('calls a metric unreadable, not "not logged", where a 404 contains %s', async (_, body) => {
    const server = await startTestServer(({ url }) =>
      runOf(url) === 'b' ? { status: 404, body } : { body: scalar('loss', 0.5) },
    );
    const results = await collect(openTestBackend(server.address).getMetrics(['a', 'b'], { names: ['loss'] }));
    expect(shown(results)).toEqual({ a: { loss: [0.5] }, b: 'unexpected-answer' });
  });

  it('lists all names first where none are given, and follows the pages of both calls', async () => {
    const server = await startTestServer(({ url, body }) => {
      const { continuationToken, metricName } = JSON.parse(body);
      if (url.endsWith('/list')) {
        return continuationToken === undefined
          ? { body: { value: [{ metricKey: { namespace: '', name: '__proto__' } }], continuationToken: 'more' } }
          : { body: { value: [{ metricKey: { name: 'loss' } }], continuationToken: null } };
      }
      if (continuationToken === undefined)
        return { body: { ...scalar(metricName, 1, 2), continuationToken: 'page 2' } };
      return { body: scalar(metricName, 3) };
    });
    const results = await collect(openTestBackend(server.address).getMetrics(['a']));
    const [result] = results;
    expect(result?.kind === 'read' && [...result.metrics.keys()]).toEqual(['__proto__', 'loss']);
    expect(result?.kind === 'read' && result.metrics.get('__proto__')).toMatchObject({
      kind: 'scalar',
      name: '__proto__',
      valueType: 'double',
      points: [{ value: 1, step: 0, time: new Date('2026-01-02T03:04:05.123Z') }, { value: 2 }, { value: 3 }],
    });
  });

  it('reads the bare NaN of Python and integers beyond 2^53', async () => {
    const server = await startTestServer(() => ({
      body: '{"columns":{"n":"int"},"value":[{"data":{"n":9007199254740993}},{"data":{"n":NaN}},{"data":{"n":-Infinity}}],"properties":{"uxMetricType":"azureml.v1.scalar"}}',
    }));
    const results = await collect(openTestBackend(server.address).getMetrics(['a'], { names: ['n'] }));
    expect(shown(results)).toEqual({ a: { n: [9007199254740993n, Number.NaN, Number.NEGATIVE_INFINITY] } });
  });

  it('yields each run once, as it arrives, and distinguishes the one that fails', async () => {
    let release: () => void = () => undefined;
    const othersRead = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = await startTestServer(async ({ url }) => {
      if (runOf(url) === 'slow') await othersRead;
      if (runOf(url) === 'broken') return { status: 501, body: { error: { message: 'no such thing' } } };
      if (runOf(url) === 'odd') return { body: '{"value": 3}' };
      return { body: scalar('m', 1) };
    });
    const ids = ['slow', 'broken', 'a', 'odd', 'a'];
    const results: RunMetricsResult[] = [];
    for await (const result of openTestBackend(server.address).getMetrics(ids, { names: ['m'] })) {
      results.push(result);
      if (results.length === 3) release();
    }
    expect(shown(results)).toEqual({
      slow: { m: [1] },
      broken: 'service-failure',
      a: { m: [1] },
      odd: 'unexpected-answer',
    });
    expect(results).toHaveLength(4);
    expect(results.at(-1)?.runId).toBe('slow');
  });

  it('keeps to one bound over all runs and names, and uses it', async () => {
    const server = await startTestServer(async ({ url, body }) => {
      await later();
      if (url.endsWith('/full')) return { body: scalar(JSON.parse(body).metricName, 1) };
      return { body: { value: ['p', 'q', 'r'].map((name) => ({ metricKey: { name } })) } };
    });
    const ids = Array.from({ length: 20 }, (_, at) => `run_${at}`);
    const backend = openTestBackend(server.address, { concurrency: 5 });
    const [one, two] = await Promise.all([collect(backend.getMetrics(ids)), collect(backend.getMetrics(ids))]);
    expect(one).toHaveLength(20);
    expect(two).toHaveLength(20);
    expect(server.requests.filter(({ url }) => runOf(url) !== '')).toHaveLength(2 * 20 * 4);
    expect(server.mostAtOnce).toBe(5);
  });

  it('asks no more for a run of which one metric cannot be read', async () => {
    const server = await startTestServer(({ url, body }) =>
      runOf(url) === 'a' && JSON.parse(body).metricName === 'bad' ? { status: 501 } : 'never answer',
    );
    const results = openTestBackend(server.address).getMetrics(['a', 'b'], { names: ['bad', 'm'] });
    for await (const result of results) {
      expect(result).toMatchObject({ kind: 'unreadable', runId: 'a' });
      await expect.poll(() => server.requests.length).toBe(4);
      await expect.poll(() => server.underWay).toBe(2);
      break;
    }
    await expect.poll(() => server.underWay).toBe(0);
  });

  it('does not wait for a service that is down once for every run', async () => {
    const server = await startTestServer(() => ({ status: 503 }));
    const backend = openTestBackend(server.address, { concurrency: 1, retry: { ...quickRetry, budgetMs: 60 } });
    const ids = Array.from({ length: 9 }, (_, at) => `run_${at}`);
    const results = await collect(backend.getMetrics(ids, { names: ['m'] }));
    expect(results.map((result) => result.kind)).toEqual(ids.map(() => 'unreadable'));
    const sent = (id: string) => server.requests.filter(({ url }) => runOf(url) === id).length;
    expect(sent('run_0')).toBeGreaterThan(1);
    expect(ids.slice(1).map(sent)).toEqual(ids.slice(1).map(() => 1));
  });

  it('ends as a whole where the token is refused: that is no matter of one run', async () => {
    const server = await startTestServer(() => ({ status: 401 }));
    const reading = collect(openTestBackend(server.address).getMetrics(['a', 'b'], { names: ['m'] }));
    await expect(reading).rejects.toMatchObject({ code: 'not-authenticated' });
  });

  it("stops at once with the signal's reason, however much is under way", async () => {
    const server = await startTestServer(() => 'never answer');
    const controller = new AbortController();
    const reason = new Error('enough');
    const ids = Array.from({ length: 9 }, (_, at) => `run_${at}`);
    const backend = openTestBackend(server.address, { concurrency: 3 });
    const reading = collect(backend.getMetrics(ids, { signal: controller.signal }));
    await expect.poll(() => server.requests.length).toBe(3);
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });

  it('stops asking when the reader stops', async () => {
    const server = await startTestServer(({ body }) => ({ body: scalar(JSON.parse(body).metricName, 1) }));
    const ids = Array.from({ length: 50 }, (_, at) => `run_${at}`);
    const backend = openTestBackend(server.address, { concurrency: 2 });
    for await (const { kind } of backend.getMetrics(ids, { names: ['m'] })) {
      expect(kind).toBe('read');
      break;
    }
    await later();
    expect(server.requests.length).toBeLessThan(8);
  });

  it('reads nothing for no runs', async () => {
    expect(await collect(openTestBackend('http://127.0.0.1:9').getMetrics([]))).toEqual([]);
  });
});
