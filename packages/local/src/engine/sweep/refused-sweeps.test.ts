import { describe, expect, it } from 'vitest';
import { grid } from '../__fixtures__/bench-config.js';
import { createEngineBench, type EngineBench } from '../__fixtures__/engine-bench.js';
import { createFakeRunner } from '../__fixtures__/fake-runner.js';
import type { TrialExit, TrialStart } from '../runners/trial-runner.js';

const refusal: TrialStart = { kind: 'refused', reason: 'no node has 99 GPUs', isForAll: true };
const stays = new Promise<never>(() => {});
const outcomes = (bench: EngineBench, runId: string) =>
  bench.children(runId).map(({ status, error, cancellationReason }) => [status, error?.message ?? cancellationReason]);

describe('a sweep whose compute refuses a trial as it would refuse all', () => {
  it('fails with the reason, starts no other trial, and ends those that wait', async () => {
    const starts = [stays, Promise.resolve(refusal)];
    const runner = createFakeRunner(() => ({ started: starts.shift() ?? stays }));
    const bench = await createEngineBench({ runner });
    const { runId } = bench.submit({ hyperparameterSampling: grid(1, 2, 3, 4, 5, 6), maxConcurrentRuns: 2 });
    await bench.engine.whenIdle();
    expect(new Map(outcomes(bench, runId).map(([state, said]) => [state, said]))).toEqual(
      new Map([
        ['Canceled', 'The compute runs no trial of the sweep.'],
        ['Failed', 'The trial could not be started: no node has 99 GPUs'],
      ]),
    );
    expect(bench.children(runId)).toHaveLength(2);
    const { status, error } = bench.store.getRun(bench.key(runId)) ?? {};
    expect([status, error?.message]).toEqual([
      'Failed',
      'The compute fake runs no trial of this sweep: no node has 99 GPUs',
    ]);
  });

  it('fails as well where a trial came to nothing three times before it ran: the others would too', async () => {
    let starts = 0;
    const exit: TrialExit = { kind: 'never-ran', reason: 'nobody had claimed it after 720 s' };
    const runner = createFakeRunner(() => {
      starts += 1;
      return { started: stays, ended: Promise.resolve(exit) };
    });
    const bench = await createEngineBench({ runner });
    const { runId } = bench.submit({ hyperparameterSampling: grid(1, 2, 3, 4, 5, 6), maxConcurrentRuns: 1 });
    await bench.engine.whenIdle();
    expect([starts, outcomes(bench, runId)]).toEqual([
      3,
      [['Failed', `The trial never ran, although it was started more than once: ${exit.reason}`]],
    ]);
    const { status, error } = bench.store.getRun(bench.key(runId)) ?? {};
    expect([status, error?.message]).toEqual([
      'Failed',
      `The compute fake runs no trial of this sweep: a trial never ran, although it was started more than once: ${exit.reason}`,
    ]);
  });

  it('lets trials that run already come to their own end', async () => {
    let finish = (_exit: TrialExit): void => {};
    const ended = new Promise<TrialExit>((resolve) => {
      finish = resolve;
    });
    let refuse = (_start: TrialStart): void => {};
    const refused = new Promise<TrialStart>((resolve) => {
      refuse = resolve;
    });
    const jobs = [{ ended }, { started: refused, ended: stays }];
    const bench = await createEngineBench({ runner: createFakeRunner(() => jobs.shift() ?? {}) });
    const { runId } = bench.submit({ hyperparameterSampling: grid(1, 2, 3, 4), maxConcurrentRuns: 2 });
    await bench.whenStatus(`${runId}_0`, 'Running');
    await bench.whenStatus(`${runId}_1`, 'Queued');
    refuse(refusal);
    await bench.whenStatus(`${runId}_1`, 'Failed');
    finish({ kind: 'exited', code: 0 });
    await bench.engine.whenIdle();
    expect(outcomes(bench, runId).map(([status]) => status)).toEqual(expect.arrayContaining(['Completed', 'Failed']));
    expect(bench.children(runId)).toHaveLength(2);
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Failed');
  });

  it('goes on where only that trial is refused', async () => {
    const starts: TrialStart[] = [{ kind: 'refused', reason: 'its folder is gone' }];
    const exit: TrialExit = { kind: 'exited', code: 0 };
    const runner = createFakeRunner(() => ({
      started: Promise.resolve(starts.shift() ?? { kind: 'started' as const }),
      ended: Promise.resolve(exit),
    }));
    const bench = await createEngineBench({ runner });
    const { runId } = bench.submit({ hyperparameterSampling: grid(1, 2, 3), maxConcurrentRuns: 1 });
    await bench.engine.whenIdle();
    expect(outcomes(bench, runId).map(([status]) => status)).toEqual(['Failed', 'Completed', 'Completed']);
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Completed');
  });
});
