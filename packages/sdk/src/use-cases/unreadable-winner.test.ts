import { BackendError, type Metric, type RunMetricsResult } from '@hyperdrive-run/core';
import { describe, expect, it, vi } from 'vitest';
import { Experiment } from '../experiment.js';
import { HyperDriveRun } from '../hyperdrive-run.js';
import { contractScope as scope } from '../testing/contract-scope.js';
import { InMemoryBackend } from '../testing/in-memory-backend.js';
import { makeSweep, type SweepFixture, type SweepOptions, scalarMetric } from '../testing/sweep-fixture.js';

const accuracy = (...values: number[]): Metric[] => [scalarMetric('accuracy', values)];
const down = new BackendError({ code: 'service-failure', message: 'The service failed.', isRetryable: true });

/** A backend in which the metrics of some runs cannot be read, and which counts what it is asked. */
class WatchedBackend extends InMemoryBackend {
  readonly unreadable = new Set<string>();
  readonly metricsAsked: string[] = [];

  override async *getMetrics(
    ...[runIds, options]: Parameters<InMemoryBackend['getMetrics']>
  ): AsyncIterable<RunMetricsResult> {
    this.metricsAsked.push(...runIds);
    for await (const result of super.getMetrics(runIds, options)) {
      yield this.unreadable.has(result.runId) ? { kind: 'unreadable', runId: result.runId, error: down } : result;
    }
  }
}

function open(...sweeps: SweepFixture[]): { backend: WatchedBackend; load: (id?: string) => Promise<HyperDriveRun> } {
  const backend = new WatchedBackend(scope, sweeps);
  const first = sweeps[0]?.parent.record.runId ?? '';
  return { backend, load: (id = first) => HyperDriveRun.load(new Experiment(backend, 'contract'), id) };
}

function bestTable(
  ...rows: { readonly run_id: string; readonly metric_value: number; readonly final: boolean }[]
): Metric {
  const cells = rows.map((row) => ({ cells: new Map(Object.entries(row)) }));
  return { kind: 'table', name: 'best_child_by_primary_metric', columns: new Map(), rows: cells };
}

function sweep(options: Partial<SweepOptions>): SweepFixture {
  return makeSweep({ scope, runId: 'HD_1', ...options });
}

const recorded = (child: string): ReadonlyMap<string, string> =>
  new Map([
    ['best_child_run_id', child],
    ['score', '0.9'],
  ]);

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
      origin: 'scan',
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
