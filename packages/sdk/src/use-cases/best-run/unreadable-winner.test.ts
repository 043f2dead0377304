import { BackendError } from '@hyperdrive-run/core';
import { describe, expect, it, vi } from 'vitest';
import { accuracy, bestTable, down, open, recorded, sweep } from '../../__fixtures__/unreadable-sweeps.js';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { makeSweep } from '../../testing/sweep-fixture.js';

describe('a recorded winner that cannot be read', () => {
  const reasons = [
    down,
    new BackendError({ code: 'not-authorized', message: 'Not now.', status: 403 }),
    new BackendError({ code: 'unexpected-answer', message: 'A page for people came.', status: 404 }),
  ];
  const children = [{ metrics: accuracy(0.9) }, { metrics: accuracy(0.5) }];

  it.each(reasons)('makes no other run the best: $message', async (reason) => {
    const { backend, load } = open(sweep({ properties: recorded('HD_1_1'), children }));
    const run = await load();
    vi.spyOn(backend, 'getRun').mockRejectedValue(reason);
    await expect(run.getBestRunByPrimaryMetric()).rejects.toBe(reason);
    await expect(run.explainBestRun()).rejects.toBe(reason);
    expect(backend.metricsAsked).toEqual([]);
  });

  it.each(reasons)('is reported where that is asked for, and the best is provisional: $message', async (reason) => {
    const { backend, load } = open(sweep({ properties: recorded('HD_1_1'), children }));
    const run = await load();
    vi.spyOn(backend, 'getRun').mockRejectedValue(reason);
    const [onWarning, onProvisional] = [vi.fn(), vi.fn()];
    const options = { onUnreadable: 'report', onWarning, onProvisional } as const;
    expect((await run.getBestRunByPrimaryMetric(options))?.id).toBe('HD_1_0');
    expect(onWarning).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(reason.message));
    expect(onProvisional).toHaveBeenCalledExactlyOnceWith(['recorded-best-unreadable']);
    expect(await run.explainBestRun({ onUnreadable: 'report' })).toMatchObject({
      source: 'scan',
      provisional: true,
      provisionalBecause: ['recorded-best-unreadable'],
    });
  });

  it('stands for a table that cannot be read, too', async () => {
    const table = bestTable({ run_id: 'HD_1_1', metric_value: 0.5, final: true });
    const { backend, load } = open(sweep({ metrics: [table], children }));
    backend.unreadable.add('HD_1');
    const run = await load();
    for (const ask of [() => run.getBestRunByPrimaryMetric(), () => run.explainBestRun()]) {
      await expect(ask()).rejects.toMatchObject({ code: 'unreadable-metrics', isRetryable: true, cause: down });
    }
    const [onWarning, onProvisional] = [vi.fn(), vi.fn()];
    const options = { onUnreadable: 'report', onWarning, onProvisional } as const;
    expect((await run.getBestRunByPrimaryMetric(options))?.id).toBe('HD_1_0');
    expect(onWarning).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('The service failed.'));
    expect(onProvisional).toHaveBeenCalledExactlyOnceWith(['recorded-best-unreadable']);
  });

  it('passes on what is no failure of the service, also where a report is asked for', async () => {
    const { backend, load } = open(sweep({ properties: recorded('HD_1_1'), children }));
    const run = await load();
    const defect = new TypeError('a defect');
    vi.spyOn(backend, 'getRun').mockRejectedValue(defect);
    await expect(run.getBestRunByPrimaryMetric({ onUnreadable: 'report' })).rejects.toBe(defect);
  });

  it('of a resumed sweep counts as well', async () => {
    const resumeFrom = new Map([['resume_from', '[{"run_scope": {}, "run_id": "HD_0"}]']]);
    const { backend, load } = open(
      sweep({ properties: resumeFrom, children: [{ metrics: accuracy(0.1) }] }),
      makeSweep({ scope, runId: 'HD_0', children: [{ metrics: accuracy(0.2) }] }),
    );
    const run = await load();
    backend.unreadable.add('HD_0');
    vi.spyOn(backend, 'withScope').mockReturnValue(backend);
    await expect(run.getBestRunByPrimaryMetric()).rejects.toThrow('HD_0');
    const onProvisional = vi.fn();
    expect((await run.getBestRunByPrimaryMetric({ onUnreadable: 'report', onProvisional }))?.id).toBe('HD_0_0');
    expect(onProvisional).toHaveBeenCalledExactlyOnceWith(['recorded-best-unreadable']);
  });
});
