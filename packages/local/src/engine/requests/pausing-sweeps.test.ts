import { writeJson } from '@hyperdrive-run/core/json';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { grid } from '../__fixtures__/bench-config.js';
import { createEngineBench, type EngineBench } from '../__fixtures__/engine-bench.js';
import { createFakeRunner, logAs } from '../__fixtures__/fake-runner.js';
import { untilUpdated } from '../__fixtures__/until-updated.js';
import type { TrialExit } from '../runners/trial-runner.js';
import { sweepStateFromJson } from '../sweep/sweep-state.js';

/** A bench whose trials run until they are let go, and then log their `x` as their accuracy. */
async function createGatedBench(): Promise<EngineBench & { readonly letGo: () => void }> {
  let letGo = (): void => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const runner = createFakeRunner((job) => {
    let end = (_exit: TrialExit): void => {};
    const ended = new Promise<TrialExit>((resolve) => {
      end = resolve;
    });
    const finish = async (): Promise<void> => {
      await logAs(job, `accuracy=${writeJson(job.point.get('x') ?? null)}`);
      end({ kind: 'exited', code: 0 });
    };
    void gate.then(finish);
    return {
      ended,
      async end() {
        end({ kind: 'signaled', signal: 'SIGTERM' });
      },
    };
  });
  return { ...(await createEngineBench({ runner })), letGo };
}

/** Trials one at a time: three, where nothing else is said. */
const submitSingly = (bench: EngineBench, ...values: number[]): string =>
  bench.submit({ hyperparameterSampling: grid(...(values.length > 0 ? values : [1, 2, 3])), maxConcurrentRuns: 1 })
    .runId;

/** Resolves when the engine has found, the next time, that only the pause keeps it from starting trials. */
const untilHeldBack = (bench: EngineBench, runId: string): Promise<void> => untilUpdated(bench.store, runId, 'Paused');

const statuses = (bench: EngineBench, runId: string): readonly string[] =>
  bench.children(runId).map((child) => child.status);
const statusOf = (bench: EngineBench, runId: string): string | undefined =>
  bench.store.getRun(bench.key(runId))?.status;

describe('a sweep that is paused', () => {
  it('lets the trial that runs end, starts no other, and goes on when it is resumed', async () => {
    const bench = await createGatedBench();
    const runId = submitSingly(bench);
    const key = bench.key(runId);
    await bench.whenStatus(`${runId}_0`, 'Running');
    expect(bench.engine.pauseSweep(key)).toBe('done');
    expect(bench.store.getRun(key)).toMatchObject({
      status: 'Pausing',
      queueMessage: expect.stringContaining('paused'),
    });
    bench.letGo();
    await bench.whenStatus(runId, 'Paused');
    expect(statuses(bench, runId)).toEqual(['Completed']);
    expect(bench.engine.pauseSweep(key)).toBe('done');

    expect(bench.engine.resumeSweep(key)).toBe('done');
    expect(bench.engine.resumeSweep(key)).toBe('done');
    await bench.engine.whenIdle();
    expect(statuses(bench, runId)).toEqual(['Completed', 'Completed', 'Completed']);
    expect(bench.store.getRun(key)?.properties.get('score')).toBe('3');
    expect(bench.store.getRun(key)?.queueMessage).toBeUndefined();
    expect(bench.readKept(runId, 'azureml-logs/hyperdrive.txt')).toMatch(/Paused: .*\n[\s\S]*Resumed\n/);
    expect(bench.engine.pauseSweep(key)).toBe('already-finished');
  });

  it('before its first trial starts none', async () => {
    const bench = await createGatedBench();
    bench.letGo();
    const runId = submitSingly(bench, 1, 2);
    bench.engine.pauseSweep(bench.key(runId));
    expect(statusOf(bench, runId)).toBe('Paused');
    await untilHeldBack(bench, runId);
    expect([statusOf(bench, runId), statuses(bench, runId)]).toEqual(['Paused', []]);
    bench.engine.resumeSweep(bench.key(runId));
    await bench.engine.whenIdle();
    expect(statuses(bench, runId)).toEqual(['Completed', 'Completed']);
  });

  it('ends by itself where no trial is left to be started', async () => {
    const bench = await createGatedBench();
    const runId = submitSingly(bench, 1);
    await bench.whenStatus(`${runId}_0`, 'Running');
    bench.engine.pauseSweep(bench.key(runId));
    bench.letGo();
    await bench.engine.whenIdle();
    expect(statusOf(bench, runId)).toBe('Completed');
  });

  it('can be canceled', async () => {
    const bench = await createGatedBench();
    const runId = submitSingly(bench);
    await bench.whenStatus(`${runId}_0`, 'Running');
    bench.engine.pauseSweep(bench.key(runId));
    bench.letGo();
    await bench.whenStatus(runId, 'Paused');
    bench.engine.cancelSweep(bench.key(runId));
    expect(bench.engine.resumeSweep(bench.key(runId))).toBe('being-ended');
    await bench.engine.whenIdle();
    expect([statusOf(bench, runId), statuses(bench, runId)]).toEqual(['Canceled', ['Completed']]);
  });

  it('stays so over a restart, until it is resumed', async () => {
    const bench = await createGatedBench();
    const runId = submitSingly(bench);
    await bench.whenStatus(`${runId}_0`, 'Running');
    bench.engine.pauseSweep(bench.key(runId));
    bench.letGo();
    await bench.whenStatus(runId, 'Paused');
    await bench.engine.close();

    const next = bench.restart();
    const heldBack = untilHeldBack(bench, runId);
    next.recoverAtStart();
    await heldBack;
    expect([statusOf(bench, runId), statuses(bench, runId)]).toEqual(['Paused', ['Completed']]);
    next.resumeSweep(bench.key(runId));
    await next.whenIdle();
    expect(statuses(bench, runId)).toEqual(['Completed', 'Completed', 'Completed']);
  });

  it('can be paused and resumed while no service runs', async () => {
    const bench = await createGatedBench();
    const runId = submitSingly(bench);
    const key = bench.key(runId);
    await bench.whenStatus(`${runId}_0`, 'Running');
    await bench.engine.close();
    const idle = bench.restart();
    expect(idle.pauseSweep(key)).toBe('done');
    expect(statusOf(bench, runId)).toBe('Paused');
    expect(idle.resumeSweep(key)).toBe('done');
    expect(statusOf(bench, runId)).toBe('Running');
    bench.letGo();
    idle.recoverAtStart();
    await idle.whenIdle();
    expect(statusOf(bench, runId)).toBe('Completed');
  });

  it('does not run out of time meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    onTestFinished(() => void vi.useRealTimers());
    const bench = await createGatedBench();
    bench.letGo();
    const { runId } = bench.submit({ maxDurationSeconds: 3600 });
    const key = bench.key(runId);
    const deadline = (): number => sweepStateFromJson(bench.store.getEngineState(key))?.deadline ?? 0;
    bench.engine.pauseSweep(key);
    await untilHeldBack(bench, runId);
    const before = deadline();
    vi.setSystemTime(before + 1000);
    bench.engine.resumeSweep(key);
    expect(deadline()).toBe(before + 3_601_000);
    await bench.engine.whenIdle();
    expect([statusOf(bench, runId), statuses(bench, runId)]).toEqual(['Completed', ['Completed', 'Completed']]);
  });
});

describe('what cannot be paused', () => {
  it('is refused with what it is', async () => {
    const bench = await createGatedBench();
    bench.letGo();
    const { runId } = await bench.runToEnd();
    expect(bench.engine.pauseSweep(bench.key('nobody'))).toBe('not-found');
    expect(bench.engine.pauseSweep(bench.key(`${runId}_0`))).toBe('a-trial');
    bench.store.createRun({ scope: garden, runId: 'imported', runType: 'hyperdrive', status: 'Running' });
    expect(bench.engine.pauseSweep(bench.key('imported'))).toBe('not-a-sweep');
    expect(bench.engine.resumeSweep(bench.key(runId))).toBe('already-finished');
  });
});
