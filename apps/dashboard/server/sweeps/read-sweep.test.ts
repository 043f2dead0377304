import type { RunReadingResult } from '@hyperdrive-run/core/ports';
import {
  BackendError,
  type JsonValue,
  type Metric,
  type SweepBackend,
  Workspace,
  writeJson,
} from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep, type SweepFixture, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { describe, expect, it, vi } from 'vitest';
import { type Child, childToJson } from '../../api/child.js';
import { applyUpdate, type ChildrenUpdate, childrenUpdateToJson } from '../../api/children-update.js';
import { sweepBestToJson } from '../../api/sweep-best.js';
import { sweepDetailsToJson } from '../../api/sweep-details.js';
import { createSweepReader, type SweepReader } from './read-sweep.js';
import { watchSweep } from './watch-sweep.js';

const scope = { subscriptionId: 'sub', resourceGroup: 'group', workspaceName: 'garden', experimentName: 'roses' };
const { signal } = new AbortController();

function open(...sweeps: readonly SweepFixture[]): { backend: InMemoryBackend; reader: SweepReader } {
  const backend = new InMemoryBackend(scope, sweeps);
  // Every scope of it is the same object, so that a test sees all that is asked.
  vi.spyOn(backend, 'withScope').mockReturnValue(backend);
  return { backend, reader: createSweepReader(new Workspace(backend)) };
}

const describeSweep = async (reader: SweepReader): Promise<object> =>
  JSON.parse(writeJson(sweepDetailsToJson(await reader.describe('HD_1', signal))));

const bestOf = async (reader: SweepReader): Promise<object> =>
  JSON.parse(writeJson(sweepBestToJson(await reader.best('HD_1', signal))));

/** All pieces of a look. */
async function piecesOf(reader: SweepReader, after?: string): Promise<readonly ChildrenUpdate[]> {
  const pieces: ChildrenUpdate[] = [];
  for await (const piece of reader.children('HD_1', after, signal)) pieces.push(piece);
  return pieces;
}

/** A look that comes in one piece. */
async function lookOf(reader: SweepReader, after?: string): Promise<ChildrenUpdate> {
  const [whole, ...others] = await piecesOf(reader, after);
  expect(others).toEqual([]);
  if (whole === undefined) throw new Error('The look brought nothing.');
  return whole;
}

/** All children as the page gets them. */
async function childrenOf(reader: SweepReader): Promise<unknown> {
  const { children } = await lookOf(reader);
  return JSON.parse(writeJson(children.map(childToJson)));
}

const accuracy = (...values: readonly number[]) => ({
  accuracy: { kind: 'scalar', points: values.map((value, step) => [value, step, null]) },
});

/** One child that has ended, and one in the given state whose command line alone has its hyperparameters. */
function growing(status: 'Running' | 'Completed', lastValue: number, values: readonly string[]): SweepFixture {
  return makeSweep({
    scope,
    runId: 'HD_1',
    status,
    children: [
      { hyperparameters: new Map([['lr', 0.5]]), metrics: [scalarMetric('accuracy', [0.5])] },
      { status, arguments: values, metrics: [scalarMetric('accuracy', [lastValue])] },
    ],
  });
}

describe('the state of a sweep', () => {
  it('contains its limits and its best run', async () => {
    const { reader } = open(growing('Running', 0.7, []));
    expect({ ...(await describeSweep(reader)), ...(await bestOf(reader)) }).toMatchObject({
      maxTotalRuns: 20,
      plannedTrials: 20,
      isAllGenerated: false,
      mayGoOn: false,
      maxConcurrentRuns: 4,
      maxDurationMinutes: 60,
      bestRun: { runId: 'HD_1_1', value: 0.7, provisional: true, resumedFrom: null, hyperparameters: null },
    });
  });

  it('contains the hyperparameters of a best run that was inherited, which is none of its children', async () => {
    const key = new Map<string, JsonValue>([
      ['run_id', 'HD_0'],
      [
        'run_scope',
        new Map([
          ['host', 'https://never-contacted.invalid'],
          ['subscription_id', scope.subscriptionId],
          ['resource_group', scope.resourceGroup],
          ['workspace_name', scope.workspaceName],
          ['experiment_name', scope.experimentName],
        ]),
      ],
    ]);
    const { reader } = open(
      makeSweep({
        scope,
        runId: 'HD_0',
        children: [{ hyperparameters: new Map([['lr', 0.25]]), metrics: [best(0.9)] }],
      }),
      makeSweep({
        scope,
        runId: 'HD_1',
        properties: new Map([['resume_from', writeJson([key])]]),
        children: [{ metrics: [best(0.1)] }],
      }),
    );
    expect(await bestOf(reader)).toMatchObject({
      bestRun: { runId: 'HD_0_0', value: 0.9, resumedFrom: 'HD_0', hyperparameters: { lr: 0.25 } },
    });
  });
});

describe('the children of a sweep', () => {
  it('are asked again for their metrics only until they have ended', async () => {
    const { backend, reader } = open(growing('Running', 0.1, []));
    const asked = vi.spyOn(backend, 'getMetrics');
    const look = async (): Promise<unknown> => {
      asked.mockClear();
      const children = await childrenOf(reader);
      return [asked.mock.calls.map(([runIds]) => runIds), children];
    };
    const first = { runId: 'HD_1_0', status: 'Completed', metrics: accuracy(0.5) };
    expect(await look()).toMatchObject([[['HD_1_1', 'HD_1_0']], [{ metrics: accuracy(0.1) }, first]]);
    backend.load(growing('Running', 0.2, []));
    expect(await look()).toMatchObject([[['HD_1_1']], [{ metrics: accuracy(0.2) }, first]]);
    backend.load(growing('Completed', 0.3, []));
    await look();
    const ended = { runId: 'HD_1_1', status: 'Completed', metrics: accuracy(0.3) };
    expect(await look()).toMatchObject([[[]], [ended, first]]);
  });

  it('are read anew where one goes on that had ended', async () => {
    const { backend, reader } = open(growing('Completed', 0.1, []));
    await childrenOf(reader);
    backend.load(growing('Running', 0.2, []));
    expect(await childrenOf(reader)).toMatchObject([{ status: 'Running', metrics: accuracy(0.2) }, {}]);
    backend.load(growing('Completed', 0.3, []));
    expect(await childrenOf(reader)).toMatchObject([{ status: 'Completed', metrics: accuracy(0.3) }, {}]);
  });

  it('are asked for hyperparameters once while they run, and once more where an ended one still lacks them', async () => {
    const { backend, reader } = open(growing('Running', 0.1, []));
    const asked = vi.spyOn(backend, 'getRunDetails');
    const look = async (): Promise<unknown> => await childrenOf(reader);
    await look();
    await look();
    expect(asked).toHaveBeenCalledTimes(1);
    backend.load(growing('Completed', 0.1, ['--lr', '0.75']));
    expect(await look()).toMatchObject([
      { runId: 'HD_1_1', hyperparameters: { '--lr': 0.75 } },
      { runId: 'HD_1_0', hyperparameters: { lr: 0.5 } },
    ]);
    await look();
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('are not asked for hyperparameters again when one ends whose are known', async () => {
    const sweepOf = (status: 'Running' | 'Completed'): SweepFixture =>
      makeSweep({ scope, runId: 'HD_1', status, children: [{ status, hyperparameters: new Map([['lr', 0.5]]) }] });
    const { backend, reader } = open(sweepOf('Running'));
    await childrenOf(reader);
    const listed = vi.spyOn(backend, 'listChildRuns');
    backend.load(sweepOf('Completed'));
    const children = await childrenOf(reader);
    expect(children).toMatchObject([{ status: 'Completed', hyperparameters: { lr: 0.5 } }]);
    expect(listed).toHaveBeenCalledTimes(1);
  });

  it('say which of them could not be read, and are asked again', async () => {
    const { backend, reader } = open(growing('Completed', 0.1, []));
    // An empty backend reads nothing of any run.
    const empty = new InMemoryBackend(scope);
    const asked = vi.spyOn(backend, 'getMetrics').mockImplementationOnce((runIds) => empty.getMetrics(runIds));
    expect(await childrenOf(reader)).toMatchObject([{ metrics: null }, { metrics: null }]);
    expect(await childrenOf(reader)).toMatchObject([{ metrics: accuracy(0.1) }, { metrics: accuracy(0.5) }]);
    expect(asked.mock.calls.map(([runIds]) => runIds.length)).toEqual([2, 2]);
  });
});

describe('a look at a sweep that runs', () => {
  /** 1000 trials of 100 values each, of which the first five run and have logged one more. */
  const large = (logged: number): SweepFixture => {
    const children = Array.from({ length: 1000 }, (_, trial) => {
      const isRunning = trial < 5;
      const values = Array.from({ length: isRunning ? logged : 100 }, (_value, step) => trial + step / 1000);
      const status = isRunning ? ('Running' as const) : ('Completed' as const);
      return { status, hyperparameters: new Map([['lr', trial]]), metrics: [scalarMetric('accuracy', values)] };
    });
    return makeSweep({ scope, runId: 'HD_1', status: 'Running', children });
  };
  const bytesOf = (update: ChildrenUpdate): number => Buffer.byteLength(writeJson(childrenUpdateToJson(update)));

  it('moves the new points alone, less than 2 kB: 5 trials of 1000 that advanced', async () => {
    const { backend, reader } = open(large(100));
    const first = await piecesOf(reader);
    const children = first.reduce<readonly Child[]>(applyUpdate, []);
    const token = first.at(-1)?.token;
    expect(children).toHaveLength(1000);
    expect(first.reduce((sum, piece) => sum + bytesOf(piece), 0)).toBeGreaterThan(1_500_000);

    const same = await lookOf(reader, token);
    expect(same).toMatchObject({ isComplete: false, children: [], changes: [] });
    expect(bytesOf(same)).toBeLessThan(200);

    backend.load(large(101));
    const next = await lookOf(reader, same.token);
    expect(next.children).toEqual([]);
    expect(next.changes.map(({ runId }) => runId).toSorted()).toEqual([0, 1, 2, 3, 4].map((trial) => `HD_1_${trial}`));
    expect(bytesOf(next)).toBeLessThan(2000);
    const whole = (await piecesOf(reader)).reduce<readonly Child[]>(applyUpdate, []);
    expect(applyUpdate(children, next).map(childToJson)).toEqual(whole.map(childToJson));
  });

  it('names the children before their metrics, and the primary metric of all before everything else', async () => {
    const { backend } = open(large(100));
    const asked = vi.spyOn(backend, 'getMetrics');
    const reader = createSweepReader(new Workspace(withReadings(backend)));
    const pieces = reader.children('HD_1', undefined, signal);
    const newest: ChildrenUpdate | undefined = (await pieces.next()).value;
    expect(newest?.children.map(({ runId }) => runId).slice(0, 2)).toEqual(['HD_1_999', 'HD_1_998']);
    expect(newest).toMatchObject({ token: '', isComplete: true, children: { length: 100 } });
    const first: ChildrenUpdate | undefined = (await pieces.next()).value;
    expect(first?.children).toHaveLength(1000);
    expect(first?.children.some(({ isRead, hyperparameters }) => isRead || hyperparameters === undefined)).toBe(false);
    expect(asked).not.toHaveBeenCalled();
    let children: readonly Child[] = first?.children ?? [];
    const states: unknown[] = [];
    for await (const piece of pieces) {
      children = applyUpdate(children, piece);
      const early = children.filter((child) => child.early !== undefined).length;
      states.push([early, children.filter(({ isRead }) => isRead).length]);
    }
    expect(states).toEqual([[1000, 0], ...[200, 400, 600, 800, 1000].map((count) => [1000 - count, count])]);
  });

  it('sends events of less than 10 kB where 5 trials of 1000 advanced, and ends with the sweep', async () => {
    const { backend, reader } = open(large(100));
    const token = (await piecesOf(reader)).at(-1)?.token;
    const waits = [() => backend.load(large(101)), () => undefined, () => backend.load(growing('Completed', 0.9, []))];
    const wait = async (): Promise<void> => waits.shift()?.();
    const looks: string[][] = [[]];
    let bytes = 0;
    for await (const text of watchSweep(reader, 'HD_1', token, signal, async () => {
      looks.push([]);
      await wait();
    })) {
      looks.at(-1)?.push(...text.split('\n').flatMap((line) => (line.startsWith('event: ') ? [line.slice(7)] : [])));
      if (looks.length === 2) bytes += Buffer.byteLength(text);
    }
    expect(looks).toEqual([['best', 'sweep'], ['children'], [], ['children', 'sweep', 'end']]);
    expect(bytes).toBeGreaterThan(100);
    expect(bytes).toBeLessThan(10_000);
  });

  it('says why it cannot go on, and ends', async () => {
    const { backend, reader } = open(growing('Running', 0.1, []));
    vi.spyOn(backend, 'getRun').mockRejectedValue(new BackendError({ code: 'connection-failed', message: 'gone' }));
    const events: string[] = [];
    for await (const text of watchSweep(reader, 'HD_1', undefined, signal, async () => undefined)) events.push(text);
    expect(events).toEqual(['event: problem\ndata: {"message":"gone","hint":"","code":"connection-failed"}\n\n']);
  });

  it('gets everything, and says so, where its token is that of another server or of none', async () => {
    const { reader } = open(growing('Running', 0.1, []));
    const before = await lookOf(open(growing('Running', 0.1, [])).reader);
    for (const token of [before.token, '', 'nonsense']) {
      const update = await lookOf(reader, token);
      expect(update).toMatchObject({ isComplete: true, children: { length: 2 } });
      expect(await lookOf(reader, update.token)).toMatchObject({
        isComplete: false,
        children: [],
        changes: [],
      });
    }
  });
});

/** The backend as one whose service picks the value that stands for a run. */
function withReadings(backend: InMemoryBackend): SweepBackend {
  return Object.assign(backend, {
    async *getMetricReadings(runIds: readonly string[]): AsyncGenerator<RunReadingResult> {
      for (const runId of runIds) {
        yield { kind: 'read', runId, reading: { kind: 'value', value: 0.5, origin: undefined } };
      }
    },
  });
}

function best(value: number): Metric {
  return scalarMetric('accuracy', [value]);
}
