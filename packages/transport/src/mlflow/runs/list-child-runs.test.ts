import { describe, expect, it, vi } from 'vitest';
import { callOf, mlflowRun, notThere, openMlflow } from '../../__fixtures__/open-mlflow-backend.js';
import { collect } from '../../__fixtures__/open-test-backend.js';
import type { SeenRequest, TestAnswer } from '../../__fixtures__/start-test-server.js';
import type { MlflowOptions } from '../mlflow-options.js';

interface FakeRun {
  readonly id: string;
  readonly experiment: string;
  readonly parent?: string;
  readonly start?: number;
}

interface FakeExperiment {
  readonly experiment_id: string;
  readonly name: string;
  readonly last_update_time: number;
}

function experiment(id: string, lastUpdate = 1): FakeExperiment {
  return { experiment_id: id, name: `experiment ${id}`, last_update_time: lastUpdate };
}

/** The parts of a search that a request asks for. */
interface Search {
  readonly experiment_ids: readonly string[];
  readonly filter?: string;
  readonly max_results: number;
  readonly order_by?: readonly string[];
  readonly page_token?: string;
}

const searchOf = ({ body }: SeenRequest): Search => JSON.parse(body);

function pageOf<T>(items: readonly T[], { max_results: size, page_token: token = '0' }: Search) {
  const end = Number(token) + size;
  return { items: items.slice(Number(token), end), next_page_token: end < items.length ? String(end) : undefined };
}

const azurePrefix =
  '/mlflow/v2.0/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';

/** A server that searches runs and experiments as MLflow's does, with what is in the two lists at the time. */
async function openServer(
  runs: readonly FakeRun[],
  experiments: FakeExperiment[],
  options: Partial<MlflowOptions> = {},
) {
  const asDto = ({ id, experiment: experimentId, parent, start = 1 }: FakeRun): object =>
    mlflowRun(id, {
      experimentId,
      startTime: start,
      tags: parent === undefined ? {} : { 'mlflow.parentRunId': parent },
    });
  const answer = (call: string, request: SeenRequest): TestAnswer => {
    if (call === 'runs/get') {
      const run = runs.find(({ id }) => request.url.endsWith(`=${id}`));
      return run === undefined ? notThere : { body: { run: asDto(run) } };
    }
    const search = searchOf(request);
    if (call === 'experiments/search') {
      const isByUpdate = search.order_by?.[0] === 'last_update_time DESC';
      const all = isByUpdate ? experiments.toSorted((a, b) => b.last_update_time - a.last_update_time) : experiments;
      const { items, ...page } = pageOf(all, search);
      return { body: { experiments: items, ...page } };
    }
    const parentId = /= '(.*)'$/.exec(search.filter ?? '')?.[1];
    const found = runs
      .filter(({ experiment: id, parent }) => search.experiment_ids.includes(id) && parent !== undefined)
      .filter(({ parent }) => parentId === undefined || parent === parentId)
      .toSorted((a, b) => (b.start ?? 1) - (a.start ?? 1) || (a.id < b.id ? -1 : 1));
    const { items, ...page } = pageOf(found, search);
    return { body: { runs: items.map(asDto), ...page } };
  };
  const prefix = options.flavor === 'azure-ml' ? azurePrefix : '';
  const { server, backend } = await openMlflow(answer, options, prefix);
  const calls = (name: string): Search[] => server.requests.filter((request) => callOf(request) === name).map(searchOf);
  return { backend, calls };
}

const orchard: readonly FakeRun[] = [
  { id: 'p', experiment: '7' },
  { id: 'refit', experiment: '7', parent: 'p', start: 30 },
  { id: 'trial-0', experiment: '9', parent: 'p', start: 20 },
  { id: 'trial-1', experiment: '9', parent: 'p', start: 40 },
  { id: 'fold', experiment: '8', parent: 'trial-1', start: 50 },
  { id: 'stranger', experiment: '9', parent: 'q', start: 60 },
];
const places = (): FakeExperiment[] => [experiment('7'), experiment('8'), experiment('9')];

describe('children in several experiments', () => {
  it('are all listed, newest first, although there are some at home', async () => {
    const { backend, calls } = await openServer(orchard, places());
    const listed = await collect(backend.listChildRuns('p'));
    expect(listed.map(({ runId }) => runId)).toEqual(['trial-1', 'refit', 'trial-0']);
    expect(calls('runs/search').map(({ experiment_ids: ids }) => ids)).toEqual([['7', '8', '9']]);
    expect(calls('experiments/search')).toHaveLength(1);
  });

  it('are found from any experiment and from none', async () => {
    for (const experimentName of ['tulips', undefined]) {
      const { backend } = await openServer(orchard, places(), { experimentName });
      expect(await collect(backend.listChildRuns('p'))).toHaveLength(3);
    }
  });

  it('are listed with those below them, wherever these are', async () => {
    const { backend, calls } = await openServer(orchard, places());
    const listed = await collect(backend.listChildRuns('p', { recursive: true }));
    expect(listed.map(({ runId }) => runId)).toEqual(['fold', 'trial-1', 'refit', 'trial-0']);
    expect(calls('runs/search')).toHaveLength(2);
  });

  it('are found on Azure with the filters and page sizes that it takes', async () => {
    const { backend, calls } = await openServer(orchard, places(), { flavor: 'azure-ml' });
    const listed = await collect(backend.listChildRuns('p', { recursive: true }));
    expect(listed.map(({ runId }) => runId)).toEqual(['fold', 'trial-1', 'refit', 'trial-0']);
    for (const { filter, max_results: size } of calls('runs/search')) {
      expect(filter).toMatch(/ = '/);
      expect(size).toBeLessThan(1000);
    }
    await collect(backend.listChildRuns('p'));
    expect(calls('experiments/search').some(({ order_by: order }) => order !== undefined)).toBe(false);
  });

  it('end where runs are each other’s parents', async () => {
    const circle: readonly FakeRun[] = [
      { id: 'p', experiment: '7', parent: 'b' },
      { id: 'a', experiment: '8', parent: 'p', start: 2 },
      { id: 'b', experiment: '8', parent: 'a', start: 3 },
    ];
    for (const flavor of ['open-source', 'azure-ml'] as const) {
      const { backend } = await openServer(circle, places(), { flavor });
      const listed = await collect(backend.listChildRuns('p', { recursive: true }));
      expect(listed.map(({ runId }) => runId)).toEqual(['b', 'a']);
    }
  });
});

describe('a listing of many runs', () => {
  const many = (count: number, experimentOf: (at: number) => string): FakeRun[] => [
    { id: 'p', experiment: '7' },
    ...Array.from({ length: count }, (_, at) => ({
      id: `c${String(at).padStart(5, '0')}`,
      experiment: experimentOf(at),
      parent: 'p',
      start: Math.floor(at / 2),
    })),
  ];

  it('gives the first page before it asks for the next one', async () => {
    const { backend, calls } = await openServer(
      many(10, () => '8'),
      places(),
    );
    const listing = backend.listChildRuns('p', { pageSize: 4 })[Symbol.asyncIterator]();
    for (let at = 0; at < 4; at += 1) await listing.next();
    expect(calls('runs/search')).toHaveLength(1);
    await listing.next();
    expect(calls('runs/search')).toHaveLength(2);
    await listing.return?.();
    expect(calls('runs/search')).toHaveLength(2);
  });

  it('asks for very many experiments in blocks, and answers as one search would', async () => {
    const ids = Array.from({ length: 2500 }, (_, at) => String(at + 100));
    const runs = many(60, (at) => ids[(at * 977) % 2500] ?? '');
    const { backend, calls } = await openServer(
      runs,
      ids.map((id) => experiment(id)),
    );
    const listed = await collect(backend.listChildRuns('p', { pageSize: 7 }));
    const order = runs
      .slice(1)
      .toSorted((a, b) => (b.start ?? 0) - (a.start ?? 0) || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);
    expect(listed.map(({ runId }) => runId)).toEqual(order);
    expect(Math.max(...calls('runs/search').map(({ experiment_ids: some }) => some.length))).toBe(1000);
  });

  it('asks each run for its children where the server has very many nested runs of others', async () => {
    const others = Array.from({ length: 21_000 }, (_, at): FakeRun => ({ id: `o${at}`, experiment: '8', parent: 'q' }));
    const { backend, calls } = await openServer([...orchard, ...others], places());
    const listed = await collect(backend.listChildRuns('p', { recursive: true }));
    expect(listed.map(({ runId }) => runId)).toEqual(['fold', 'trial-1', 'refit', 'trial-0']);
    expect(calls('runs/search').length).toBeLessThan(30);
  });
});

describe('the experiments of a server', () => {
  it('are all read once, and then only those that changed are looked for', async () => {
    const experiments = Array.from({ length: 2500 }, (_, at) => experiment(String(at + 100), (at + 1) * 1_000_000));
    const { backend, calls } = await openServer([{ id: 'p', experiment: '7' }], experiments);
    await collect(backend.listChildRuns('p'));
    expect(calls('experiments/search')).toHaveLength(3);
    // The second one was made by a process whose clock is some minutes behind.
    experiments.push(experiment('9999', 3e9), experiment('9998', 2499e6));
    await collect(backend.listChildRuns('p'));
    const asked = calls('experiments/search').slice(3);
    expect(asked).toMatchObject([{ order_by: ['last_update_time DESC'], max_results: 100 }]);
    expect(calls('runs/search').flatMap(({ experiment_ids: ids }) => ids)).toEqual(
      expect.arrayContaining(['9998', '9999']),
    );
  });

  it('are looked through as far as other clocks may be behind', async () => {
    const experiments = Array.from({ length: 350 }, (_, at) => experiment(String(at + 100), 1e9 + at));
    const { backend, calls } = await openServer([{ id: 'p', experiment: '7' }], experiments);
    await collect(backend.listChildRuns('p'));
    experiments.push(experiment('9999', 1e9 - 3_500_000));
    await collect(backend.listChildRuns('p'));
    expect(calls('experiments/search')).toHaveLength(1 + 4);
    expect(calls('runs/search').at(-1)?.experiment_ids).toContain('9999');
  });

  it('that were made since the last listing are looked in, too', async () => {
    const runs: FakeRun[] = [{ id: 'p', experiment: '7' }];
    const experiments = [experiment('7', 10)];
    const { backend } = await openServer(runs, experiments);
    expect(await collect(backend.listChildRuns('p'))).toEqual([]);
    experiments.push(experiment('12', 11));
    runs.push({ id: 'trial', experiment: '12', parent: 'p' });
    expect(await collect(backend.listChildRuns('p'))).toMatchObject([
      { runId: 'trial', experimentName: 'experiment 12' },
    ]);
  });

  it('that became visible without a change are looked in after a minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const old = experiment('12', 1);
      const runs: readonly FakeRun[] = [
        { id: 'p', experiment: '7' },
        { id: 'trial', experiment: '12', parent: 'p' },
      ];
      const recent = Array.from({ length: 300 }, (_, at) => experiment(String(at + 100), 1e12 + at * 1e7));
      const experiments = [...recent];
      const { backend } = await openServer(runs, experiments);
      await collect(backend.listChildRuns('p'));
      experiments.push(old);
      vi.setSystemTime(Date.now() + 61_000);
      expect(await collect(backend.listChildRuns('p'))).toMatchObject([{ runId: 'trial' }]);
    } finally {
      vi.useRealTimers();
    }
  });
});
