import type { GetMetricsOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect, openTestBackend, quickRetry } from '../../__fixtures__/open-test-backend.js';
import { type LoggedRun, startMetricService } from '../../__fixtures__/start-metric-service.js';

const childrenOf = 'HD_1';

function sweepOf(size: number, logged: (position: number) => LoggedRun): ReadonlyMap<string, LoggedRun> {
  return new Map(Array.from({ length: size }, (_, position) => [`HD_1_${position}`, logged(position)]));
}

/** What was read of each run: the values by metric, or the code of the error. */
async function read(
  backend: SweepBackend,
  runs: ReadonlyMap<string, LoggedRun>,
  options: GetMetricsOptions = {},
): Promise<ReadonlyMap<string, unknown>> {
  const results = await collect(backend.getMetrics([...runs.keys()], { childrenOf, ...options }));
  expect(results).toHaveLength(runs.size);
  return new Map(
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

/** What the runs did log: the truth. */
function truthOf(runs: ReadonlyMap<string, LoggedRun>, names?: readonly string[]): ReadonlyMap<string, unknown> {
  return new Map(
    [...runs].map(([runId, { v1 = {}, v2 = {} }]) => {
      const logged = [...new Set([...Object.keys(v1), ...Object.keys(v2)])].filter(
        (name) => names?.includes(name) ?? true,
      );
      return [runId, Object.fromEntries(logged.map((name) => [name, [...(v1[name] ?? []), ...(v2[name] ?? [])]]))];
    }),
  );
}

describe('reading many runs at a time', () => {
  it('asks for a hundred runs in one request, and for one of them alone', async () => {
    const runs = sweepOf(500, (at) => ({ v1: { loss: [at, at / 2], accuracy: [1 - at] } }));
    const service = await startMetricService(runs);
    const backend = openTestBackend(service.address);
    expect(await read(backend, runs)).toEqual(truthOf(runs));
    expect(service.requests).toHaveLength(5 + 3);
    const [query] = service.requests.filter(({ url }) => url.endsWith('metrics:query'));
    expect(query?.headers['content-type']).toBe('application/json-patch+json');
    // What is known of a sweep is not asked again.
    expect(await read(backend, runs, { names: ['loss'] })).toEqual(truthOf(runs, ['loss']));
    expect(service.requests).toHaveLength(5 + 3 + 5);
  });

  it('asks alone for whatever a query leaves out, before it counts as not logged', async () => {
    const runs = sweepOf(30, (at) => (at % 3 === 0 ? {} : { v1: { loss: [at] } }));
    const service = await startMetricService(runs);
    const names = ['loss'];
    expect(await read(openTestBackend(service.address), runs, { names })).toEqual(truthOf(runs, names));
    const silent = [...runs].filter(([, { v1 }]) => v1 === undefined).map(([runId]) => runId);
    expect([...service.askedAlone]).toEqual(expect.arrayContaining(silent));
    expect(service.askedAlone.size).toBeLessThanOrEqual(silent.length + 2);
  });

  it('counts nothing of the queries where half of the children logged through v2 and one through both', async () => {
    const runs = sweepOf(40, (at) => {
      if (at === 20) return { v1: { loss: [5] }, v2: { loss: [0.1] } };
      return at > 20 && at < 39 ? { v2: { loss: [at] } } : { v1: { loss: [at] } };
    });
    const service = await startMetricService(runs);
    const backend = openTestBackend(service.address);
    expect(await read(backend, runs)).toEqual(truthOf(runs));
    expect(service.askedAlone.size).toBe(40);
    // The verdict is that of the sweep: it is not queried again, another one is.
    const queries = service.countOf('query');
    expect(await read(backend, runs)).toEqual(truthOf(runs));
    expect(service.countOf('query')).toBe(queries);
    await read(backend, runs, { childrenOf: 'HD_2' });
    expect(service.countOf('query')).toBeGreaterThan(queries);
  });

  it.each([400, 403, 404, 405, 415])('reads run by run where the service refuses with %i', async (status) => {
    const runs = sweepOf(30, (at) => ({ v1: { loss: [at] } }));
    const service = await startMetricService(runs, (_, query) => (query > 0 ? { status, body: {} } : undefined));
    expect(await read(openTestBackend(service.address), runs)).toEqual(truthOf(runs));
    expect(service.countOf('query')).toBe(1);
  });

  it('reads run by run where the service refuses in the middle', async () => {
    const runs = sweepOf(1500, (at) => ({ v1: { loss: [at] } }));
    const service = await startMetricService(runs, (_, query) => (query > 3 ? { status: 400, body: {} } : undefined));
    expect(await read(openTestBackend(service.address), runs, { names: ['loss'] })).toEqual(truthOf(runs));
    expect(service.countOf('query')).toBeLessThan(15);
  });

  it('reads the runs of a query that fails each by itself, and tries again the next time', async () => {
    const runs = sweepOf(250, (at) => ({ v1: { loss: [at] } }));
    let isBusy = true;
    const service = await startMetricService(runs, ({ body }, query) =>
      query > 0 && isBusy && body.includes('HD_1_100 ') ? { status: 503, body: {} } : undefined,
    );
    const backend = openTestBackend(service.address, { retry: { budgetMs: 0 } });
    expect(await read(backend, runs, { names: ['loss'] })).toEqual(truthOf(runs));
    expect(service.askedAlone.size).toBe(102);
    isBusy = false;
    const before = service.requests.length;
    expect(await read(backend, runs, { names: ['loss'] })).toEqual(truthOf(runs));
    expect(service.requests).toHaveLength(before + 3);
  });

  it.each<[string, (cell: number) => unknown, Record<string, unknown>]>([
    ['other values', (cell) => cell + 1, {}],
    ['no times', (cell) => cell, { createdUtc: undefined }],
    ['another type', (cell) => cell, { metricType: 'azureml.v1.table' }],
  ])('finds by its check that queries return %s, and counts nothing of them', async (_, change, changed) => {
    const runs = sweepOf(30, (at) => ({ v1: { loss: [at] } }));
    const service = await startMetricService(runs, (request, query) => {
      if (query === 0) return undefined;
      const ids = [...request.body.matchAll(/RunId eq (\S+?)[ )]/g)].map(([, id]) => id ?? '');
      const value = ids.map((runId, at) => ({
        runId,
        metricType: 'azureml.v1.scalar',
        createdUtc: '2026-01-02T03:04:05.0000000Z',
        name: 'loss',
        cells: [{ loss: change(at) }],
        schema: { properties: [{ name: 'loss', type: 'double' }] },
        ...changed,
      }));
      return { body: { value } };
    });
    expect(await read(openTestBackend(service.address), runs)).toEqual(truthOf(runs));
    expect(service.askedAlone.size).toBe(30);
  });

  it('asks once more where a run logged between the two requests, and then trusts the queries', async () => {
    const runs = sweepOf(30, (at) => ({ v1: { loss: [at] } }));
    let hasLogged = false;
    const service = await startMetricService(runs, ({ url }) => {
      if (!url.endsWith('/HD_1_29/full') || hasLogged) return undefined;
      // The run logs just before it is asked alone, after the query.
      hasLogged = true;
      service.runs.set('HD_1_29', { v1: { loss: [29, 30] } });
      return undefined;
    });
    const first = await read(openTestBackend(service.address), runs, { names: ['loss'] });
    expect(first).toEqual(truthOf(service.runs));
    expect(service.askedAlone.size).toBeLessThan(5);
  });

  it('reads run by run where the values would fill too many pages', async () => {
    const runs = sweepOf(100, (at) => ({ v1: { loss: Array.from({ length: 60 }, (_, step) => at + step) } }));
    const service = await startMetricService(runs);
    expect(await read(openTestBackend(service.address), runs)).toEqual(truthOf(runs));
    expect(service.countOf('query')).toBe(10);
  });

  it('does not wait for a service that is down once for every run', async () => {
    const runs = sweepOf(30, () => ({}));
    const service = await startMetricService(runs, () => ({ status: 503 }));
    const backend = openTestBackend(service.address, { concurrency: 1, retry: { ...quickRetry, budgetMs: 60 } });
    const results = await read(backend, runs, { names: ['loss'] });
    expect([...results.values()]).toEqual(Array.from(runs, () => 'service-failure'));
    const sent = [...runs.keys()]
      .slice(1, -1)
      .map((runId) => service.requests.filter(({ url }) => url.includes(`${runId}/`)).length);
    expect(sent).toEqual(sent.map(() => 1));
  });

  it('does not query for a few runs, nor without an experiment to ask', async () => {
    const few = sweepOf(9, (at) => ({ v1: { loss: [at] } }));
    const many = sweepOf(30, (at) => ({ v1: { loss: [at] } }));
    const service = await startMetricService(many);
    await read(openTestBackend(service.address), few);
    const scope = { subscriptionId: 'sub', resourceGroup: 'group', workspaceName: 'work space' };
    await read(openTestBackend(service.address, { scope }), many);
    expect(service.countOf('query')).toBe(0);
  });

  it('ends with the refused token, and with the reason of an abort, wherever it is', async () => {
    const runs = sweepOf(300, (at) => (at % 2 === 0 ? {} : { v1: { loss: [at] } }));
    const refusing = await startMetricService(runs, (_, query) => (query > 0 ? { status: 401, body: {} } : undefined));
    await expect(read(openTestBackend(refusing.address), runs)).rejects.toMatchObject({ code: 'not-authenticated' });
    for (const at of ['metrics:query', '/HD_1_299/list', '/HD_1_0/list']) {
      const controller = new AbortController();
      const reason = new Error(`enough at ${at}`);
      const service = await startMetricService(runs, ({ url }) => {
        if (!url.endsWith(at)) return undefined;
        controller.abort(reason);
        return 'never answer';
      });
      const backend = openTestBackend(service.address);
      await expect(read(backend, runs, { signal: controller.signal })).rejects.toBe(reason);
      await expect.poll(() => service.underWay).toBe(0);
    }
  });

  it('returns what is read run by run, whatever was logged through which calls', async () => {
    const values = fc.array(fc.constantFrom(1, -0, 0.1 + 0.2, 'NaN', 'Infinity', null), { minLength: 1, maxLength: 3 });
    const logged = fc.dictionary(fc.constantFrom('loss', 'a b"c'), values, { maxKeys: 2 });
    const run = fc.record({ v1: logged, v2: fc.option(logged, { nil: undefined, freq: 3 }) }, { requiredKeys: ['v1'] });
    await fc.assert(
      fc.asyncProperty(
        fc.array(run, { minLength: 12, maxLength: 14 }),
        fc.option(fc.constant(['loss']), { nil: undefined }),
        async (all, names) => {
          // A sweep with one run that shows the newer values only beside older ones cannot be told from one without.
          const isHidden = all.some(({ v1, v2 }) => Object.keys(v2 ?? {}).some((name) => name in v1));
          const isShown = all.some(({ v1, v2 }) => Object.keys(v2 ?? {}).some((name) => !(name in v1)));
          fc.pre(!isHidden || (isShown && names === undefined));
          const runs = sweepOf(all.length, (at) => all[at] ?? {});
          const service = await startMetricService(runs);
          const singly = await collectSingly(openTestBackend(service.address), runs, names);
          expect(await read(openTestBackend(service.address), runs, { names })).toEqual(singly);
        },
      ),
      { numRuns: 25 },
    );
  });
});

/** In portions too small to be queried. */
async function collectSingly(
  backend: SweepBackend,
  runs: ReadonlyMap<string, LoggedRun>,
  names: readonly string[] | undefined,
): Promise<ReadonlyMap<string, unknown>> {
  const all = new Map<string, unknown>();
  for (const run of runs)
    for (const [id, logged] of await read(backend, new Map([run]), { names })) all.set(id, logged);
  return all;
}
