import type { RunRecord } from '@hyperdrive-run/core';
import { writeJson } from '@hyperdrive-run/core/json';
import { describe, expect, it, vi } from 'vitest';
import { accuracy, bestTable, down, open, recorded, sweep } from '../../__fixtures__/unreadable-sweeps.js';
import { Experiment } from '../../experiment.js';
import { HyperDriveRun } from '../../hyperdrive-run.js';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep, scalarMetric } from '../../testing/sweep-fixture.js';

describe('the best run', () => {
  it('is the recorded one without a look at any metric, even where another child is better', async () => {
    const { backend, load } = open(
      sweep({ properties: recorded('HD_1_0'), children: [{ metrics: accuracy(0.9) }, { metrics: accuracy(0.99) }] }),
    );
    expect((await (await load()).getBestRunByPrimaryMetric())?.id).toBe('HD_1_0');
    expect(backend.metricsAsked).toEqual([]);
  });

  it('is that of the last row of the table where the properties name none', async () => {
    const table = bestTable(
      { run_id: 'HD_1_1', metric_value: 0.9, final: false },
      { run_id: 'HD_1_0', metric_value: 0.9, final: true },
    );
    const { backend, load } = open(
      sweep({ metrics: [table], children: [{ metrics: accuracy(0.9) }, { metrics: accuracy(0.9) }] }),
    );
    expect((await (await load()).getBestRunByPrimaryMetric())?.id).toBe('HD_1_0');
    expect(backend.metricsAsked).toEqual(['HD_1']);
  });

  it.each([
    ['has failed and failed runs are left out', { status: 'Failed' }, { includeFailed: false }],
    ['was canceled and canceled runs are left out', { status: 'Canceled' }, { includeCanceled: false }],
    ['is hidden', { hidden: true }, {}],
  ])('is found by comparing all children where the recorded one %s', async (_, child, options) => {
    const { load } = open(
      sweep({
        properties: recorded('HD_1_0'),
        children: [{ metrics: accuracy(0.9), ...child }, { metrics: accuracy(0.8) }],
      }),
    );
    expect((await (await load()).getBestRunByPrimaryMetric(options))?.id).toBe('HD_1_1');
  });

  it('is found by comparing all children, with a warning, where the recorded run is gone', async () => {
    const { load } = open(sweep({ properties: recorded('HD_1_7'), children: [{ metrics: accuracy(0.8) }] }));
    const onWarning = vi.fn();
    expect((await (await load()).getBestRunByPrimaryMetric({ onWarning }))?.id).toBe('HD_1_0');
    expect(onWarning).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('HD_1_7'));
  });

  it('is found by comparing all children, with a warning, where the table was read and is broken', async () => {
    const broken = bestTable({ run_id: '', metric_value: 0.9, final: true });
    const { load } = open(sweep({ metrics: [broken], children: [{ metrics: accuracy(0.8) }] }));
    const [onWarning, onProvisional] = [vi.fn(), vi.fn()];
    expect((await (await load()).getBestRunByPrimaryMetric({ onWarning, onProvisional }))?.id).toBe('HD_1_0');
    expect(onWarning).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('names no run'));
    expect(onProvisional).not.toHaveBeenCalled();
  });

  it('goes to the child that was started last where several tie and nothing is recorded', async () => {
    const { load } = open(sweep({ children: [{ metrics: accuracy(0.9) }, { metrics: accuracy(0.9) }, {}] }));
    expect((await (await load()).getBestRunByPrimaryMetric())?.id).toBe('HD_1_1');
  });

  it('is not told from half of the children: one that cannot be read rejects, and is named', async () => {
    const { backend, load } = open(sweep({ children: [{ metrics: accuracy(0.9) }, { metrics: accuracy(0.8) }] }));
    backend.unreadable.add('HD_1_1');
    const run = await load();
    await expect(run.getBestRunByPrimaryMetric()).rejects.toMatchObject({
      code: 'unreadable-metrics',
      isRetryable: true,
      cause: down,
    });
    await expect(run.getBestRunByPrimaryMetric()).rejects.toThrow('HD_1_1');
    expect((await run.getBestRunByPrimaryMetric({ onUnreadable: 'report' }))?.id).toBe('HD_1_0');
    const listed = await run.getChildrenSortedByPrimaryMetric({ onUnreadable: 'report' });
    expect(listed.map(({ runId, missingReason }) => [runId, missingReason])).toEqual([
      ['HD_1_0', undefined],
      ['HD_1_1', 'unreadable'],
    ]);
  });

  it('refuses a flag that is no boolean before anything is asked', async () => {
    const { backend, load } = open(sweep({ children: [{ metrics: accuracy(0.9) }] }));
    const run = await load();
    const asked = vi.spyOn(backend, 'getMetrics');
    const flags: object[] = [{ includeFailed: 1 }, { includeCanceled: 'no' }, { includeResumeFromRuns: null }];
    for (const flag of flags) {
      await expect(run.getBestRunByPrimaryMetric(flag)).rejects.toMatchObject({ code: 'invalid-argument' });
    }
    expect(asked).not.toHaveBeenCalled();
  });

  it('knows its status, metrics, hyperparameters, details and parent', async () => {
    const hyperparameters = new Map([['lr', 0.5]]);
    const { load } = open(
      sweep({ children: [{ metrics: accuracy(0.5, 0.9), hyperparameters, arguments: ['--lr', '0.5'] }] }),
    );
    const run = await load();
    const best = await run.getBestRunByPrimaryMetric();
    expect(best?.parent).toBe(run);
    expect(await best?.getStatus()).toBe('Completed');
    expect(await best?.getHyperparameters()).toEqual(hyperparameters);
    expect(JSON.stringify(await best?.getMetrics())).toBe('{"accuracy":[0.5,0.9]}');
    expect((await best?.getDetails())?.arguments).toEqual(['--lr', '0.5']);
  });
});

describe('the best run of a resumed sweep', () => {
  const resumeFrom = (...keys: { readonly id: string; readonly workspace?: string }[]): ReadonlyMap<string, string> => {
    const wire = keys.map(
      ({ id, workspace }) =>
        new Map<string, string | Map<string, string>>([
          [
            'run_scope',
            new Map([
              ['host', 'https://never-contacted.invalid'],
              ['subscription_id', scope.subscriptionId ?? ''],
              ['resource_group', scope.resourceGroup ?? ''],
              ['workspace_name', workspace ?? scope.workspaceName ?? ''],
              ['experiment_name', scope.experimentName ?? ''],
            ]),
          ],
          ['run_id', id],
        ]),
    );
    return new Map([['resume_from', writeJson(wire)]]);
  };

  it('may be a child of the sweep that it resumed from, in another workspace, and 0 is a best too', async () => {
    const { load } = open(
      sweep({
        goal: 'minimize',
        properties: resumeFrom({ id: 'HD_0', workspace: 'other' }),
        children: [{ metrics: accuracy(0.2) }],
      }),
      makeSweep({
        scope: { ...scope, workspaceName: 'other' },
        runId: 'HD_0',
        goal: 'minimize',
        children: [{ metrics: accuracy(0) }],
      }),
    );
    const run = await load();
    const best = await run.getBestRunByPrimaryMetric();
    expect([best?.id, best?.parent?.id]).toEqual(['HD_0_0', 'HD_0']);
    expect(JSON.stringify(await best?.getMetrics())).toBe('{"accuracy":0}');
    expect((await run.getBestRunByPrimaryMetric({ includeResumeFromRuns: false }))?.id).toBe('HD_1_0');
  });

  it('gives ties to this sweep', async () => {
    const { load } = open(
      sweep({ properties: resumeFrom({ id: 'HD_0' }), children: [{ metrics: accuracy(0.9) }] }),
      makeSweep({ scope, runId: 'HD_0', children: [{ metrics: accuracy(0.9) }] }),
    );
    expect((await (await load()).getBestRunByPrimaryMetric())?.id).toBe('HD_1_0');
  });

  it('leaves out a resumed sweep that is gone, with a warning', async () => {
    const { load } = open(sweep({ properties: resumeFrom({ id: 'HD_gone' }), children: [{ metrics: accuracy(0.1) }] }));
    const onWarning = vi.fn();
    expect((await (await load()).getBestRunByPrimaryMetric({ onWarning }))?.id).toBe('HD_1_0');
    expect(onWarning).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('HD_gone'));
  });

  it('rejects where a resumed sweep cannot be asked for another reason', async () => {
    const { backend, load } = open(
      sweep({ properties: resumeFrom({ id: 'HD_0' }), children: [{ metrics: accuracy(0.1) }] }),
    );
    const run = await load();
    vi.spyOn(backend, 'withScope').mockReturnValue(
      new (class extends InMemoryBackend {
        override async getRun(): Promise<RunRecord> {
          throw down;
        }
      })(scope),
    );
    await expect(run.getBestRunByPrimaryMetric()).rejects.toBe(down);
  });
});

describe('an abort', () => {
  it('while the recorded winner is read is passed on as it is, and starts no scan', async () => {
    const { backend, load } = open(sweep({ properties: recorded('HD_1_0'), children: [{ metrics: accuracy(0.9) }] }));
    const run = await load();
    const abort = new AbortController();
    const reason = new Error('enough');
    vi.spyOn(backend, 'getRun').mockImplementation(async () => {
      abort.abort(reason);
      throw reason;
    });
    await expect(run.getBestRunByPrimaryMetric({ signal: abort.signal })).rejects.toBe(reason);
    expect(backend.metricsAsked).toEqual([]);
  });
});

describe('findBestRun', () => {
  it('hands over what the search knows of an ended sweep, in two requests from its id', async () => {
    const backend = new InMemoryBackend(scope, [
      makeSweep({
        scope,
        runId: 'HD_1',
        properties: new Map([
          ['best_child_run_id', 'HD_1_0'],
          ['score', '0.9'],
        ]),
        tags: new Map([['HD_1_0', '{"lr": 0.1}']]),
        children: [{ metrics: [scalarMetric('accuracy', [0.9])] }],
      }),
    ]);
    const asked: string[] = [];
    const getRun = backend.getRun.bind(backend);
    backend.getRun = (runId, options) => {
      asked.push(runId);
      return getRun(runId, options);
    };
    const opened = await HyperDriveRun.load(new Experiment(backend, 'contract'), 'HD_1');
    const best = await opened.findBestRun();
    expect(best).toMatchObject({ value: 0.9, source: 'property', sweepId: 'HD_1' });
    expect(best?.run.id).toBe((await opened.getBestRunByPrimaryMetric())?.id);
    expect(await best?.run.getHyperparameters()).toEqual(best?.hyperparameters);
    expect(asked).toEqual(['HD_1', 'HD_1_0', 'HD_1_0']);
  });
});
