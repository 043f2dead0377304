import { BackendError } from '@hyperdrive-run/core';
import type { RunMetricsResult, SweepBackend } from '@hyperdrive-run/core/ports';
import { describe, expect, it } from 'vitest';
import { exported } from './__fixtures__/exported.js';
import { replaced } from './__fixtures__/replaced.js';
import { resumingFrom } from './__fixtures__/resuming-from.js';
import { exportSnapshot } from './export-snapshot.js';
import { HyperDriveRun } from './hyperdrive-run.js';
import { openSnapshot } from './open-snapshot.js';
import { backendContract } from './testing/backend-contract.js';
import type { ContractHarness } from './testing/contract-case.js';
import { collect, contractScope } from './testing/contract-scope.js';
import { InMemoryBackend } from './testing/in-memory-backend.js';
import { makeSweep, type SweepFixture, scalarMetric } from './testing/sweep-fixture.js';
import { Workspace } from './workspace.js';

/** Exports the sweeps from memory, all into one file with the content of their files, and opens that. */
async function throughAFile(sweeps: readonly SweepFixture[]): Promise<SweepBackend> {
  const [first] = sweeps;
  if (first === undefined) throw new Error('There is no sweep to export.');
  const others = sweeps.slice(1);
  const withOthers = others.length === 0 ? first : resumingFrom(first, others);
  const backend = new InMemoryBackend(first.scope, [withOthers, ...others]);
  const { experiment } = await openSnapshot(await exported(backend, first.parent.record.runId, { files: true }));
  return experiment.backend;
}

describe('a sweep in a file', () => {
  const harness: ContractHarness = { open: throughAFile, unsupported: ['submit', 'cancel', 'change', 'archive'] };
  for (const { name, run } of backendContract) it(name, () => run(harness));
});

const resumed = makeSweep({
  scope: { ...contractScope, workspaceName: 'last year' },
  runId: 'HD_last',
  children: [{ metrics: [scalarMetric('accuracy', [0.99])] }],
});
const sweep = resumingFrom(
  makeSweep({
    scope: contractScope,
    runId: 'HD_now',
    children: [
      {
        metrics: [
          scalarMetric('accuracy', [0.5, Number.NaN, '0.75']),
          scalarMetric('steps', [9007199254740993n], 'int'),
        ],
        hyperparameters: new Map([['seed', 9007199254740993n]]),
        files: new Map([
          ['user_logs/std_log.txt', 'epoch 1\n'],
          ['outputs/empty', ''],
        ]),
      },
      {},
    ],
  }),
  [resumed],
);

async function load(backend: SweepBackend): Promise<HyperDriveRun> {
  return HyperDriveRun.load(new Workspace(backend).experiment(contractScope.experimentName), 'HD_now');
}

describe('an exported sweep', () => {
  it('brings the sweeps that it resumed from, so that the best run is the same', async () => {
    const backend = new InMemoryBackend(contractScope, [sweep, resumed]);
    const { experiment, sweepId } = await openSnapshot(await exported(backend, 'HD_now'));
    const opened = await HyperDriveRun.load(experiment, sweepId);
    const best = await opened.getBestRunByPrimaryMetric();
    expect(best?.id).toBe('HD_last_0');
    expect(best?.id).toBe((await (await load(backend)).getBestRunByPrimaryMetric())?.id);
    expect(await opened.getHyperparameters()).toEqual(new Map([['HD_now_0', new Map([['seed', 9007199254740993n]])]]));
  });

  it('leaves out a resumed sweep that is gone, under a warning, as the best run does', async () => {
    const warnings: string[] = [];
    const onWarning = (message: string): void => void warnings.push(message);
    const text = await exported(new InMemoryBackend(contractScope, [sweep]), 'HD_now', { onWarning });
    expect(warnings).toEqual([expect.stringContaining('HD_last')]);
    const { experiment, sweepId } = await openSnapshot(text);
    const best = await (await HyperDriveRun.load(experiment, sweepId)).getBestRunByPrimaryMetric({ onWarning });
    expect(best?.id).toBe('HD_now_0');
    expect(warnings).toHaveLength(2);
  });

  it('keeps metrics that could not be read apart from those that were never logged', async () => {
    const memory = new InMemoryBackend(contractScope, [
      makeSweep({ scope: contractScope, runId: 'HD_now', children: [{}, {}] }),
    ]);
    const error = new BackendError({ code: 'throttled', message: 'too many requests' });
    const backend = replaced(memory, {
      async *getMetrics(runIds): AsyncGenerator<RunMetricsResult> {
        for (const runId of runIds) {
          if (runId === 'HD_now_1') yield { kind: 'unreadable', runId, error };
          else yield* memory.getMetrics([runId]);
        }
      },
    });
    const warnings: string[] = [];
    const text = await exported(backend, 'HD_now', { onWarning: (message: string) => warnings.push(message) });
    expect(warnings).toEqual([expect.stringContaining('too many requests')]);
    const opened = await load((await openSnapshot(text)).experiment.backend);
    await expect(opened.getChildrenSortedByPrimaryMetric()).rejects.toThrow('HD_now_1');
    const children = await opened.getChildrenSortedByPrimaryMetric({ onUnreadable: 'report' });
    expect(children.map(({ runId, missingReason }) => [runId, missingReason])).toContainEqual([
      'HD_now_1',
      'unreadable',
    ]);
  });

  it('names the files of its runs, and contains their content where that was asked for', async () => {
    const backend = new InMemoryBackend(contractScope, [sweep, resumed]);
    const withoutContent = await openSnapshot(await exported(backend, 'HD_now'));
    const child = await withoutContent.experiment.getRun('HD_now_0');
    expect(await collect(child.getFileNames())).toEqual(['user_logs/std_log.txt', 'outputs/empty']);
    await expect(child.downloadFile('outputs/empty')).rejects.toMatchObject({
      code: 'unsupported-operation',
      hint: expect.stringContaining('--files'),
    });
    await expect(child.downloadFile('outputs/other')).rejects.toMatchObject({ code: 'run-not-found' });

    const withContent = await openSnapshot(await exported(backend, 'HD_now', { files: true }));
    const whole = await withContent.experiment.getRun('HD_now_0');
    const read = async (name: string): Promise<string> => {
      const pieces = await collect(await whole.downloadFile(name));
      return pieces.map((piece) => new TextDecoder().decode(piece)).join('');
    };
    expect([await read('user_logs/std_log.txt'), await read('outputs/empty')]).toEqual(['epoch 1\n', '']);
  });

  it('opens although nobody said in which experiment it is', async () => {
    const scope = { ...contractScope, experimentName: undefined };
    const nowhere = makeSweep({ scope, runId: 'HD_now', children: [{}] });
    const { experimentName: _, ...record } = nowhere.parent.record;
    const backend = new InMemoryBackend(scope, [{ ...nowhere, parent: { ...nowhere.parent, record } }]);
    const found = await new Workspace(backend).getRun('HD_now');
    if (!(found instanceof HyperDriveRun)) throw new Error('a sweep is found as one');
    const lines = await collect(exportSnapshot(found));
    for (const text of [lines.join(''), lines.join('').replace('"scope":{', '"scope":{"experimentName":"",')]) {
      const { experiment, workspace } = await openSnapshot(text);
      expect(experiment.name).toBe('default');
      expect((await collect(workspace.listSweeps())).map(({ id }) => id)).toEqual(['HD_now']);
      expect((await HyperDriveRun.load(experiment, 'HD_now')).id).toBe('HD_now');
    }
  });

  it('says where it came from and when', async () => {
    const before = Date.now();
    const { exportedFrom, exportedTime } = await openSnapshot(
      await exported(new InMemoryBackend(contractScope, [sweep]), 'HD_now'),
    );
    expect(exportedFrom).toBe('The in-memory backend');
    expect(exportedTime.getTime()).toBeGreaterThanOrEqual(before);
  });

  it('is read only, and says what to do instead', async () => {
    const running = makeSweep({ scope: contractScope, runId: 'HD_now', status: 'Running', children: [{}] });
    const { experiment } = await openSnapshot(await exported(new InMemoryBackend(contractScope, [running]), 'HD_now'));
    const opened = await HyperDriveRun.load(experiment, 'HD_now');
    for (const change of [
      () => opened.cancel(),
      () => opened.setTags({ a: 'b' }),
      () => experiment.submit(opened.hyperdriveConfig),
    ]) {
      await expect(change()).rejects.toMatchObject({
        code: 'unsupported-operation',
        hint: expect.stringMatching(/service/),
      });
    }
  });

  it('is the same text but for its time, however often it is exported', async () => {
    const backend = new InMemoryBackend(contractScope, [sweep, resumed]);
    const [, ...first] = (await exported(backend, 'HD_now')).split('\n');
    const opened = await openSnapshot(await exported(backend, 'HD_now'));
    const [, ...again] = (await exported(opened.experiment.backend, 'HD_now')).split('\n');
    expect(again).toEqual(first);
  });
});
