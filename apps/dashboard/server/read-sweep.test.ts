import { type JsonValue, type Metric, Workspace, writeJson } from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep, type SweepFixture, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { describe, expect, it, vi } from 'vitest';
import { createSweepReader, type SweepReader } from './read-sweep.js';

const scope = { subscriptionId: 'sub', resourceGroup: 'group', workspaceName: 'garden', experimentName: 'roses' };
const { signal } = new AbortController();

function open(...sweeps: readonly SweepFixture[]): { backend: InMemoryBackend; reader: SweepReader } {
  const backend = new InMemoryBackend(scope, sweeps);
  // Every scope of it is the same object, so that a test sees all that is asked.
  vi.spyOn(backend, 'withScope').mockReturnValue(backend);
  return { backend, reader: createSweepReader(new Workspace(backend)) };
}

const plain = (json: JsonValue): unknown => JSON.parse(writeJson(json));

/** One child that has ended, and one in the given state whose command line alone tells its hyperparameters. */
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
  it('tells its limits and its best run', async () => {
    const { reader } = open(growing('Running', 0.7, []));
    expect(plain(await reader.describe('HD_1', signal))).toMatchObject({
      maxTotalRuns: 20,
      plannedTrials: 20,
      isAllGenerated: false,
      maxConcurrentRuns: 4,
      maxDurationMinutes: 60,
      bestRun: { runId: 'HD_1_1', value: 0.7, provisional: true, resumedFrom: null, hyperparameters: null },
    });
  });

  it('tells the hyperparameters of a best run that was inherited, which is none of its children', async () => {
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
    expect(plain(await reader.describe('HD_1', signal))).toMatchObject({
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
      const children = plain(await reader.children('HD_1', signal));
      return [asked.mock.calls.map(([runIds]) => runIds), children];
    };
    const first = { runId: 'HD_1_0', status: 'Completed', metrics: { accuracy: [[0.5, 0]] } };
    expect(await look()).toMatchObject([[['HD_1_1', 'HD_1_0']], [{ metrics: { accuracy: [[0.1, 0]] } }, first]]);
    backend.load(growing('Running', 0.2, []));
    expect(await look()).toMatchObject([[['HD_1_1']], [{ metrics: { accuracy: [[0.2, 0]] } }, first]]);
    backend.load(growing('Completed', 0.3, []));
    await look();
    const ended = { runId: 'HD_1_1', status: 'Completed', metrics: { accuracy: [[0.3, 0]] } };
    expect(await look()).toMatchObject([[[]], [ended, first]]);
  });

  it('are asked for hyperparameters once while they run, and once more where an ended one still lacks them', async () => {
    const { backend, reader } = open(growing('Running', 0.1, []));
    const asked = vi.spyOn(backend, 'getRunDetails');
    const look = async (): Promise<unknown> => plain(await reader.children('HD_1', signal));
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
    const told = (status: 'Running' | 'Completed'): SweepFixture =>
      makeSweep({ scope, runId: 'HD_1', status, children: [{ status, hyperparameters: new Map([['lr', 0.5]]) }] });
    const { backend, reader } = open(told('Running'));
    await reader.children('HD_1', signal);
    const listed = vi.spyOn(backend, 'listChildRuns');
    backend.load(told('Completed'));
    const children = plain(await reader.children('HD_1', signal));
    expect(children).toMatchObject([{ status: 'Completed', hyperparameters: { lr: 0.5 } }]);
    expect(listed).toHaveBeenCalledTimes(1);
  });

  it('say which of them could not be read, and are asked again', async () => {
    const { backend, reader } = open(growing('Completed', 0.1, []));
    // An empty backend reads nothing of any run.
    const empty = new InMemoryBackend(scope);
    const asked = vi.spyOn(backend, 'getMetrics').mockImplementationOnce((runIds) => empty.getMetrics(runIds));
    expect(plain(await reader.children('HD_1', signal))).toMatchObject([{ metrics: null }, { metrics: null }]);
    expect(plain(await reader.children('HD_1', signal))).toMatchObject([
      { metrics: { accuracy: [[0.1, 0]] } },
      { metrics: { accuracy: [[0.5, 0]] } },
    ]);
    expect(asked.mock.calls.map(([runIds]) => runIds.length)).toEqual([2, 2]);
  });
});

function best(value: number): Metric {
  return scalarMetric('accuracy', [value]);
}
