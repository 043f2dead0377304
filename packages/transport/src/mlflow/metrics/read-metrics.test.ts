import type { MetricPoint } from '@hyperdrive-run/core';
import type { RunMetricsResult, SweepBackend } from '@hyperdrive-run/core/ports';
import { describe, expect, it } from 'vitest';
import { callOf, mlflowRun, notThere, openMlflow } from '../../__fixtures__/open-mlflow-backend.js';
import { collect, quickRetry } from '../../__fixtures__/open-test-backend.js';
import type { SeenRequest, TestAnswer } from '../../__fixtures__/start-test-server.js';

const ids = Array.from({ length: 8 }, (_, at) => `run${at}`);

function queryOf({ url }: SeenRequest): URLSearchParams {
  return new URL(url, 'http://host').searchParams;
}

/** A server on which each run logged `loss` so often. Bulk answers are cut where they are too long, as real ones are. */
function histories(sizeOf: (runId: string) => number): (call: string, request: SeenRequest) => TestAnswer {
  const points = (runId: string) =>
    Array.from({ length: sizeOf(runId) }, (_, step) => ({ run_id: runId, value: step, timestamp: 5, step }));
  return (call, request) => {
    const query = queryOf(request);
    if (call === 'get-history-bulk')
      return { body: { metrics: query.getAll('run_id').flatMap(points).slice(0, 25_000) } };
    if (call === 'get-history') {
      const [runId = ''] = query.getAll('run_id');
      const from = Number(query.get('page_token') ?? 0);
      const size = Number(query.get('max_results'));
      const all = points(runId);
      const next = from + size < all.length ? { next_page_token: String(from + size) } : {};
      return { body: { metrics: all.slice(from, from + size), ...next } };
    }
    if (call === 'runs/get') return { body: { run: mlflowRun(query.get('run_id') ?? '', { metrics: ['loss'] }) } };
    return notThere;
  };
}

async function read(backend: SweepBackend, names: readonly string[] | 'all' = ['loss'], runIds = ids) {
  const results = await collect(backend.getMetrics(runIds, names === 'all' ? {} : { names }));
  return new Map(results.map((result) => [result.runId, result]));
}

function pointsOf(result: RunMetricsResult | undefined, name = 'loss'): readonly MetricPoint[] | undefined {
  const metric = result?.kind === 'read' ? result.metrics.get(name) : undefined;
  return metric?.kind === 'scalar' ? metric.points : undefined;
}

describe('the histories of many runs', () => {
  it('come in one request where they fit', async () => {
    const { server, backend } = await openMlflow(histories(() => 3));
    const found = await read(backend);
    expect(ids.map((runId) => pointsOf(found.get(runId))?.length)).toEqual(ids.map(() => 3));
    expect(server.requests).toHaveLength(1);
  });

  it('are asked for in parts where the server cuts them, down to pages of one run, and none is lost', async () => {
    const sizes = new Map(ids.map((runId, at) => [runId, at === 2 ? 30_000 : 10 * at + 1]));
    const { server, backend } = await openMlflow(histories((runId) => sizes.get(runId) ?? 0));
    const found = await read(backend);
    expect(ids.map((runId) => pointsOf(found.get(runId))?.length)).toEqual([...sizes.values()]);
    expect(pointsOf(found.get('run2'))?.map(({ value }) => value)).toEqual(
      Array.from({ length: 30_000 }, (_, at) => at),
    );
    const bulks = server.requests.filter(({ url }) => url.includes('get-history-bulk'));
    expect(bulks.map((request) => queryOf(request).getAll('run_id').length)).toEqual([8, 4, 2]);
  });

  it('that fill several answers bring what the cut one had, and each of the others about once', async () => {
    const many = Array.from({ length: 100 }, (_, at) => `many${String(at).padStart(3, '0')}`);
    const { server, backend } = await openMlflow(histories(() => 1000));
    const found = await read(backend, ['loss'], many);
    expect(many.every((runId) => pointsOf(found.get(runId))?.length === 1000)).toBe(true);
    const asked = server.requests.map((request) => queryOf(request).getAll('run_id').length);
    expect(asked.toSorted((a, b) => b - a)).toEqual([100, 22, 22, 22, 11]);
  });

  describe('whose last steps say that each of them fills an answer', () => {
    const six = ids.slice(0, 6);

    /** The sizes of the requests for metrics of children that were listed with a last step. */
    async function sizesAsked(lengthOf: (runId: string) => number): Promise<readonly number[]> {
      const plain = histories(lengthOf);
      const { server, backend } = await openMlflow((call, request) => {
        if (call === 'experiments/search') return { body: { experiments: [{ experiment_id: '7' }] } };
        if (call !== 'runs/search') return plain(call, request);
        return { body: { runs: six.map((runId) => mlflowRun(runId, { metrics: ['loss'], lastStep: 29_999 })) } };
      });
      await collect(backend.listChildRuns('HD_1'));
      const found = await read(backend, ['loss'], six);
      expect(six.map((runId) => pointsOf(found.get(runId))?.length)).toEqual(six.map(lengthOf));
      const asked = server.requests.filter(({ url }) => url.includes('/metrics/'));
      return asked.map((request) => queryOf(request).getAll('run_id').length);
    }

    it('are never asked for together: such an answer would be cut', async () => {
      expect(await sizesAsked(() => 30_000)).toEqual(six.flatMap(() => [1, 1]));
    });

    it('are asked for together after all where the steps of the first ones are far apart', async () => {
      expect(await sizesAsked(() => 10)).toEqual([1, 1, 1, 1, 2]);
    });
  });

  it('are asked for run by run where the first one fills an answer', async () => {
    const { server, backend } = await openMlflow(histories(() => 30_000));
    const found = await read(backend, ['loss'], ids.slice(0, 4));
    expect([...found.values()].map((result) => pointsOf(result)?.length)).toEqual([30_000, 30_000, 30_000, 30_000]);
    const asked = server.requests.map((request) => queryOf(request).getAll('run_id').length);
    expect(asked).toEqual([4, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it.each([
    ['cuts before it sorts', (a: string, b: string) => a.localeCompare(b)],
    ['sorts the other way round', (a: string, b: string) => b.localeCompare(a)],
  ])('are whole although a server %s', async (_, compare) => {
    const length = 5000;
    const plain = histories(() => length);
    const { backend } = await openMlflow((call, request) => {
      if (call !== 'get-history-bulk') return plain(call, request);
      const asked = queryOf(request).getAll('run_id');
      const metrics = Array.from({ length: asked.length * length }, (__, at) => {
        const step = Math.floor(at / asked.length);
        return { run_id: asked[at % asked.length] ?? '', value: step, timestamp: 5, step };
      });
      return { body: { metrics: metrics.slice(0, 25_000).toSorted((a, b) => compare(a.run_id, b.run_id)) } };
    });
    const found = await read(backend);
    expect(ids.map((runId) => pointsOf(found.get(runId))?.length)).toEqual(ids.map(() => length));
  });

  it('of more than a hundred runs come by the hundred', async () => {
    const many = Array.from({ length: 230 }, (_, at) => `many${at}`);
    const { server, backend } = await openMlflow(histories(() => 1));
    expect((await read(backend, ['loss'], many)).size).toBe(230);
    const sizes = server.requests.map((request) => queryOf(request).getAll('run_id').length);
    expect(sizes.toSorted((a, b) => b - a)).toEqual([100, 100, 30]);
  });

  it('that are missing are asked about once for all runs, and not once a hundred', async () => {
    const many = Array.from({ length: 230 }, (_, at) => `many${at}`);
    const missing = new Set(['many5', 'many105', 'many205']);
    const plain = histories((runId) => (missing.has(runId) ? 0 : 1));
    const { server, backend } = await openMlflow((call, request) =>
      call === 'runs/search' ? { body: { runs: [...missing].map((runId) => mlflowRun(runId)) } } : plain(call, request),
    );
    const found = await read(backend, ['loss'], many);
    expect(many.filter((runId) => pointsOf(found.get(runId)) === undefined)).toEqual([...missing]);
    expect([...found.values()].every(({ kind }) => kind === 'read')).toBe(true);
    expect(server.requests).toHaveLength(5);
  });

  it.each([404, 405, 400])('are asked for one by one, 16 at a time, where the server answers %d', async (status) => {
    const many = Array.from({ length: 40 }, (_, at) => `many${at}`);
    const plain = histories(() => 2);
    const { server, backend } = await openMlflow((call, request) =>
      call === 'get-history-bulk' ? { status, body: '<html>Not Found</html>' } : plain(call, request),
    );
    const found = await read(backend, ['loss'], many);
    expect(many.map((runId) => pointsOf(found.get(runId))?.length)).toEqual(many.map(() => 2));
    await read(backend, ['loss'], many);
    const bulks = server.requests.filter(({ url }) => url.includes('get-history-bulk'));
    expect([bulks.length, server.mostAtOnce <= 16]).toEqual([1, true]);
  });
});

describe('what a run logged', () => {
  it('keeps bare NaN and the infinities of JSON', async () => {
    const { backend } = await openMlflow((call) =>
      call === 'get-history-bulk'
        ? {
            body: '{"metrics":[{"run_id":"a","value":NaN},{"run_id":"b","value":Infinity},{"run_id":"b","value":-Infinity}]}',
          }
        : notThere,
    );
    const found = await read(backend, ['loss'], ['a', 'b']);
    expect(pointsOf(found.get('a'))?.map(({ value }) => value)).toEqual([Number.NaN]);
    expect(pointsOf(found.get('b'))?.map(({ value }) => value)).toEqual([
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
  });

  it('is distinguished from a run that does not exist, without a request for each', async () => {
    const { server, backend } = await openMlflow((call, { body }) => {
      if (call === 'get-history-bulk') return { body: { metrics: [{ run_id: 'a', value: 1 }] } };
      if (call === 'experiments/search') return { body: { experiments: [{ experiment_id: '7' }] } };
      const isAboutB = body.includes("'b'");
      return call === 'runs/search' ? { body: isAboutB ? { runs: [mlflowRun('b')] } : {} } : notThere;
    });
    const found = await read(backend, ['loss'], ['a', 'b', 'c']);
    expect(
      [...found.values()].map((result) => (result.kind === 'read' ? result.metrics.size : result.error.code)),
    ).toEqual([1, 0, 'run-not-found']);
    expect(server.requests).toHaveLength(5);
  });

  it('is read name by name where no name is given, each only of the runs that have it', async () => {
    const { server, backend } = await openMlflow((call, request) => {
      if (call === 'runs/search') {
        return {
          body: { runs: [mlflowRun('a', { metrics: ['loss', 'acc'] }), mlflowRun('b', { metrics: ['loss'] })] },
        };
      }
      const runIds = queryOf(request).getAll('run_id');
      return { body: { metrics: runIds.map((run_id) => ({ run_id, value: 1 })) } };
    });
    const found = await read(backend, 'all', ['a', 'b']);
    const names = [...found.values()].map((result) => (result.kind === 'read' ? [...result.metrics.keys()] : []));
    expect(names).toEqual([['loss', 'acc'], ['loss']]);
    expect(server.requests.map((request) => queryOf(request).getAll('run_id'))).toEqual([[], [], ['a', 'b'], ['a']]);
  });

  it('does not take other runs along where one cannot be read', async () => {
    const { backend } = await openMlflow(
      (call, request) => {
        const query = queryOf(request);
        if (call === 'get-history-bulk') return { status: 500, body: 'Internal Server Error' };
        if (call === 'runs/get') return { body: { run: mlflowRun(query.get('run_id') ?? '', { metrics: ['loss'] }) } };
        return query.get('run_id') === 'run3' ? { status: 500, body: '' } : { body: { metrics: [{ value: 1 }] } };
      },
      { retry: { budgetMs: 0 } },
    );
    const found = await read(backend);
    const failed = [...found.values()].flatMap((result) =>
      result.kind === 'read' ? [] : [[result.runId, result.error.code]],
    );
    expect(failed).toEqual([['run3', 'service-failure']]);
  });

  it('waits once for a server that is down, and not for every run', async () => {
    const { server, backend } = await openMlflow(() => ({ status: 503, body: '' }), {
      retry: { ...quickRetry, budgetMs: 60 },
    });
    const found = await read(backend);
    expect([...found.values()].map(({ kind }) => kind)).toEqual(ids.map(() => 'unreadable'));
    const sent = (call: string): number => server.requests.filter((request) => callOf(request) === call).length;
    expect(sent('get-history-bulk')).toBeGreaterThan(1);
    expect(sent('get-history')).toBe(ids.length);
  });

  it('ends the whole where the token is refused', async () => {
    const { backend } = await openMlflow(() => ({ status: 401, body: 'You are not authenticated.' }));
    await expect(read(backend)).rejects.toMatchObject({ code: 'not-authenticated' });
  });
});
