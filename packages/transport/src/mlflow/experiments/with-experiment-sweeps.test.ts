import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { describe, expect, it } from 'vitest';
import { callOf, mlflowRun, notThere, openMlflow } from '../../__fixtures__/open-mlflow-backend.js';
import { collect } from '../../__fixtures__/open-test-backend.js';
import type { SeenRequest, TestAnswer } from '../../__fixtures__/start-test-server.js';
import type { MlflowOptions } from '../mlflow-options.js';

interface FakeRun {
  readonly id: string;
  readonly status?: string;
  readonly experiment?: string;
  readonly parent?: string;
  readonly start: number;
  readonly tags?: Readonly<Record<string, string>>;
}

const tulips = { experiment_id: '7', name: 'tulips', creation_time: 1000, tags: [{ key: 'note', value: 'kept' }] };

/** The runs of the experiment `tulips`, and some elsewhere. */
async function open(runs: readonly FakeRun[], options: Partial<MlflowOptions> = {}) {
  const dtos = runs.map(({ id, status, experiment = '7', parent, start, tags = {} }) =>
    mlflowRun(id, {
      status: status ?? 'FINISHED',
      experimentId: experiment,
      startTime: start,
      tags: parent === undefined ? tags : { ...tags, 'mlflow.parentRunId': parent },
    }),
  );
  const answer = (call: string, { url, body }: SeenRequest): TestAnswer => {
    if (call === 'experiments/search')
      return { body: { experiments: [tulips, { experiment_id: '8', name: 'roses' }] } };
    if (call === 'experiments/get')
      return { body: { experiment: url.endsWith('=7') ? tulips : { experiment_id: '8' } } };
    if (call === 'runs/get') {
      const at = runs.findIndex(({ id }) => url.endsWith(`=${id}`));
      return at < 0 ? notThere : { body: { run: dtos[at] } };
    }
    const {
      experiment_ids: ids,
      filter = '',
      max_results: size,
      page_token: token = '0',
      order_by: [order],
    } = JSON.parse(body);
    const status = /status = '(.*)'/.exec(filter)?.[1];
    const parentId = /parentRunId` = '(.*)'/.exec(filter)?.[1];
    const wanted = /run_id IN \((.*)\)/.exec(filter)?.[1];
    const found = runs
      .map((run, at) => ({ run, dto: dtos[at] }))
      .filter(({ run }) => ids.includes(run.experiment ?? '7'))
      .filter(({ run }) => status === undefined || (run.status ?? 'FINISHED') === status)
      .filter(({ run }) => parentId === undefined || run.parent === parentId)
      .filter(({ run }) => !filter.includes('LIKE') || run.parent !== undefined)
      .filter(({ run }) => wanted === undefined || wanted.includes(`'${run.id}'`))
      .toSorted((a, b) => b.run.start - a.run.start);
    if (order === 'attributes.end_time DESC') expect(size).toBe(1);
    const page = found.slice(Number(token), Number(token) + size).map(({ dto }) => dto);
    const end = Number(token) + size;
    return { body: { runs: page, next_page_token: end < found.length ? String(end) : undefined } };
  };
  const prefix =
    options.flavor === 'azure-ml'
      ? '/mlflow/v2.0/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w'
      : '';
  const { server, backend } = await openMlflow(answer, options, prefix);
  return { server, backend };
}

const id = 'experiment:tulips';
const idsOf = async (backend: SweepBackend, options = {}): Promise<string[]> =>
  (await collect(backend.listChildRuns(id, options))).map(({ runId }) => runId);

const garden: readonly FakeRun[] = [
  { id: 'a', start: 1 },
  { id: 'b', start: 2, parent: 'a' },
  { id: 'c', start: 3, parent: 'elsewhere' },
  { id: 'elsewhere', start: 0, experiment: '8' },
  { id: 'd', start: 4, parent: 'c', experiment: '8' },
  { id: 'e', start: 5, parent: 'gone' },
];

describe.each(['open-source', 'azure-ml'] as const)('an experiment as a sweep on %s', (flavor) => {
  it('has the runs as children that are nested in no other run of it, newest first', async () => {
    const { backend } = await open(garden, { flavor });
    const listed = await collect(backend.listChildRuns(id));
    expect(listed.map(({ runId }) => runId)).toEqual(['e', 'c', 'a']);
    expect(listed.map(({ parentRunId }) => parentRunId)).toEqual([id, id, id]);
    expect(await idsOf(backend, { pageSize: 1 })).toEqual(['e', 'c', 'a']);
    expect(await idsOf(backend, { status: ['Failed'] })).toEqual([]);
  });

  it('has all runs below them, too, wherever these are', async () => {
    const { backend } = await open(garden, { flavor });
    const listed = await collect(backend.listChildRuns(id, { recursive: true }));
    expect(listed.map(({ runId, parentRunId }) => [runId, parentRunId])).toEqual([
      ['e', id],
      ['d', 'c'],
      ['c', id],
      ['b', 'a'],
      ['a', id],
    ]);
  });

  it.each([
    [
      'Completed',
      [
        { id: 'a', start: 1 },
        { id: 'b', start: 2, status: 'FAILED' },
      ],
    ],
    [
      'Running',
      [
        { id: 'a', start: 1, status: 'RUNNING' },
        { id: 'b', start: 2 },
      ],
    ],
    ['Running', [{ id: 'a', start: 1, status: 'SCHEDULED' }]],
    ['NotStarted', []],
  ])('is %s where its runs are', async (status, runs) => {
    const { backend } = await open(runs, { flavor });
    expect((await backend.getRun(id)).status).toBe(status);
  });

  it('has ended where the search says so of a run that its process left open', async () => {
    const tags = { state: 'FAIL', number: '0', direction: 'MINIMIZE' };
    const { backend } = await open([{ id: 'a', start: 1, status: 'RUNNING', tags }], { flavor });
    expect((await backend.getRun(id)).status).toBe('Completed');
  });
});

describe('an experiment as a sweep', () => {
  it('is described by the experiment', async () => {
    const { backend } = await open(garden);
    expect(await backend.getRun(id)).toMatchObject({
      runId: id,
      experimentName: 'tulips',
      displayName: 'tulips',
      runType: undefined,
      startTime: new Date(1000),
    });
    expect((await backend.getRunDetails(id)).run.tags.get('note')).toBe('kept');
  });

  it('gives its first children before the next page is asked for', async () => {
    const many = Array.from({ length: 9 }, (_, at) => ({ id: `r${at}`, start: at }));
    const { server, backend } = await open(many);
    const listing = backend.listChildRuns(id, { pageSize: 3 })[Symbol.asyncIterator]();
    for (let at = 0; at < 3; at += 1) await listing.next();
    expect(server.requests.filter((request) => callOf(request) === 'runs/search')).toHaveLength(1);
    await listing.return?.();
  });

  it('logged nothing itself, and its runs keep what they logged', async () => {
    const { backend } = await open([{ id: 'a', start: 1 }]);
    const results = await collect(backend.getMetrics([id, 'experiment:roses', 'a']));
    expect(results.map(({ runId, kind }) => [runId, kind])).toEqual([
      [id, 'read'],
      ['experiment:roses', 'unreadable'],
      ['a', 'read'],
    ]);
  });

  it('is not found where there is no such experiment, or another one is chosen', async () => {
    const { backend } = await open([], { experimentName: undefined });
    await expect(backend.getRun('experiment:none')).rejects.toMatchObject({ code: 'run-not-found' });
    await expect(collect(backend.listChildRuns('experiment:none'))).rejects.toMatchObject({ code: 'run-not-found' });
    const roses = backend.withScope({ experimentName: 'roses' });
    await expect(roses.getRun(id)).rejects.toMatchObject({ code: 'run-not-found' });
  });

  it('cannot be changed, which is said after it is found', async () => {
    const { backend } = await open(garden);
    const unsupported = { code: 'unsupported-operation' };
    await expect(backend.cancelSweep(id)).rejects.toMatchObject(unsupported);
    await expect(backend.cancelRun(id)).rejects.toMatchObject(unsupported);
    await expect(backend.updateRun(id, { displayName: 'x' })).rejects.toMatchObject(unsupported);
    await expect(collect(backend.listFiles(id))).rejects.toMatchObject(unsupported);
    await expect(backend.openFile(id, 'model')).rejects.toMatchObject(unsupported);
    await expect(backend.cancelSweep('experiment:roses')).rejects.toMatchObject({ code: 'run-not-found' });
  });
});

describe('an experiment whose runs cannot be read', () => {
  it('leaves no request under way', async () => {
    const { backend, server } = await openMlflow((_, { body }) =>
      body.includes('RUNNING') ? { status: 501 } : 'never answer',
    );
    await expect(backend.getRun('experiment:tulips')).rejects.toMatchObject({ code: 'service-failure' });
    await expect.poll(() => server.underWay).toBe(0);
  });
});
