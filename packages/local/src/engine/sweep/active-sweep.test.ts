import { describe, expect, it } from 'vitest';
import { grid } from '../__fixtures__/bench-config.js';
import { createEngineBench } from '../__fixtures__/engine-bench.js';
import { createFakeRunner } from '../__fixtures__/fake-runner.js';

describe('a sweep whose own work fails for good', () => {
  it('ends the trials that run, starts no further ones, and stays unfinished for the next service', async () => {
    let hasToken = true;
    const failures: unknown[] = [];
    const bench = await createEngineBench({
      runner: createFakeRunner(() => ({})),
      issueRunToken({ runId }) {
        if (!hasToken) throw new Error('there is no token');
        return { token: runId, expiryTime: new Date(Date.UTC(2040, 0)) };
      },
      onError: (error) => failures.push(error),
    });
    const { runId } = bench.submit({ hyperparameterSampling: grid(1, 2, 3, 4), maxConcurrentRuns: 2 });
    await bench.whenStatus(`${runId}_0`, 'Running');
    await bench.whenStatus(`${runId}_1`, 'Running');
    hasToken = false;
    // The room that it leaves is for a trial that cannot be started.
    bench.engine.cancelRun(bench.key(`${runId}_0`));
    await bench.engine.whenIdle();
    expect(failures).toEqual([new Error('there is no token')]);
    expect(bench.children(runId).map(({ status, error }) => [status, error?.code])).toEqual([
      ['Canceled', undefined],
      ['Failed', 'ServiceStopped'],
      ['Preparing', undefined],
    ]);
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Running');

    hasToken = true;
    const next = bench.restart();
    next.recoverAtStart();
    await bench.whenStatus(`${runId}_3`, 'Running');
    next.cancelSweep(bench.key(runId));
    await next.whenIdle();
    expect(bench.children(runId).map(({ status }) => status)).toEqual(['Canceled', 'Failed', 'Canceled', 'Canceled']);
  });
});
