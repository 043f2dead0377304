import { placementOf } from '@hyperdrive-run/core/trial';
import { describe, expect, it } from 'vitest';
import { grid } from '../__fixtures__/bench-config.js';
import { createEngineBench, type EngineBench } from '../__fixtures__/engine-bench.js';
import { createFakeRunner } from '../__fixtures__/fake-runner.js';
import type { FoundTrial, JobPlacement, SubmittedTrial, TrialExit, TrialStart } from '../runners/trial-runner.js';

const oneTrial = { hyperparameterSampling: grid(1) };
const good: Promise<TrialExit> = Promise.resolve({ kind: 'exited', code: 0 });

/** A promise that a test settles. */
function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve = (_value: T): void => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

const verdictsOf = (bench: EngineBench, runId: string) =>
  bench.children(runId).map(({ status, error }) => [status, error?.code, error?.message]);

describe('a trial whose runner takes its time', () => {
  it('is Queued until its command runs, and Running from then on', async () => {
    const started = deferred<TrialStart>();
    const bench = await createEngineBench({ runner: createFakeRunner(() => ({ started: started.promise })) });
    const { runId } = bench.submit(oneTrial);
    const queued = await bench.whenStatus(`${runId}_0`, 'Queued');
    expect(queued.startTime).toBeUndefined();
    const time = new Date(2040, 0);
    started.resolve({ kind: 'started', time });
    expect(await bench.whenStatus(`${runId}_0`, 'Running')).toMatchObject({ startTime: time, target: 'fake' });
  });

  it('says where it is and what it waits for, and waits for nothing once it has ended', async () => {
    const started = deferred<TrialStart>();
    const ended = deferred<TrialExit>();
    const listening = deferred<(placement: JobPlacement) => void>();
    const runner = createFakeRunner(() => ({
      started: started.promise,
      ended: ended.promise,
      onPlacement: listening.resolve,
    }));
    const bench = await createEngineBench({ runner });
    const { runId } = bench.submit(oneTrial);
    const child = () => bench.store.getRun(bench.key(`${runId}_0`));
    const placement = () => placementOf(child() ?? {});
    const report = await listening.promise;
    report({ engineId: '4711', waitsFor: 'Resources' });
    expect(placement()).toEqual({ compute: 'fake', engineId: '4711', node: undefined, waitsFor: 'Resources' });
    report({ node: 'n7', waitsFor: null });
    expect(placement()).toEqual({ compute: 'fake', engineId: '4711', node: 'n7', waitsFor: undefined });
    report({ waitsFor: 'Requeued' });
    started.resolve({ kind: 'started' });
    ended.resolve({ kind: 'exited', code: 0 });
    await bench.engine.whenIdle();
    expect([child()?.status, placement()?.waitsFor]).toEqual(['Completed', undefined]);
  });

  it('does not run out of time while it is Queued', async () => {
    const started = deferred<TrialStart>();
    const bench = await createEngineBench({ runner: createFakeRunner(() => ({ started: started.promise })) });
    const { runId } = bench.submit({ ...oneTrial, trial: { maxDurationSeconds: 1 } });
    await bench.whenStatus(`${runId}_0`, 'Queued');
    // Its time would be over long ago, counted from when it was stored.
    started.resolve({ kind: 'started', time: new Date(Date.now() + 3_600_000) });
    await bench.whenStatus(`${runId}_0`, 'Running');
    bench.engine.cancelRun(bench.key(`${runId}_0`));
    await bench.engine.whenIdle();
    expect(bench.store.getRun(bench.key(`${runId}_0`))?.cancellationReason).toContain('by a user');
  });

  it('is canceled while it is Queued, and never runs', async () => {
    const runner = createFakeRunner(() => ({ started: new Promise(() => {}) }));
    const bench = await createEngineBench({ runner });
    const { runId } = bench.submit(oneTrial);
    await bench.whenStatus(`${runId}_0`, 'Queued');
    bench.engine.cancelSweep(bench.key(runId));
    await bench.engine.whenIdle();
    const [child] = bench.children(runId);
    expect([child?.status, child?.startTime]).toEqual(['Canceled', undefined]);
  });

  it('is found again by the handle that was stored before, while it is Queued', async () => {
    const started = deferred<TrialStart>();
    const ended = deferred<TrialExit>();
    let starts = 0;
    const runner = createFakeRunner(() => {
      starts += 1;
      return { started: started.promise, ended: ended.promise };
    });
    const bench = await createEngineBench({ runner });
    const { runId } = bench.submit(oneTrial);
    await bench.whenStatus(`${runId}_0`, 'Queued');
    // A second engine on the same store, as where the first was killed.
    const next = bench.restart();
    next.recoverAtStart();
    started.resolve({ kind: 'started' });
    await bench.whenStatus(`${runId}_0`, 'Running');
    ended.resolve({ kind: 'exited', code: 0 });
    await next.whenIdle();
    expect([starts, verdictsOf(bench, runId)]).toEqual([1, [['Completed', undefined, undefined]]]);
  });
});

describe('a trial whose runner', () => {
  it('refuses it is Failed with the reason, and not started again', async () => {
    let starts = 0;
    const runner = createFakeRunner(() => {
      starts += 1;
      return { started: Promise.resolve({ kind: 'refused', reason: 'no node has 9 GPUs' }) };
    });
    const bench = await createEngineBench({ runner });
    const { runId } = await bench.runToEnd(oneTrial);
    const message = 'The trial could not be started: no node has 9 GPUs';
    expect([starts, verdictsOf(bench, runId)]).toEqual([1, [['Failed', 'UserError', message]]]);
  });

  it('says that it never ran is started again, and one that was lost is not', async () => {
    const exits: TrialExit[] = [{ kind: 'never-ran', reason: 'the node went away' }, { kind: 'lost' }];
    const handles = new Set<string>();
    const runner = createFakeRunner((job) => {
      handles.add(job.runId);
      const exit = exits.shift();
      const isQueued = exit?.kind === 'never-ran';
      return { ended: Promise.resolve(exit ?? { kind: 'exited', code: 0 }), ...(isQueued ? waits : {}) };
    });
    const bench = await createEngineBench({ runner });
    const { runId } = await bench.runToEnd(oneTrial);
    expect([exits, [...handles]]).toEqual([[], [`${runId}_0`]]);
    expect(verdictsOf(bench, runId)).toEqual([['Failed', 'TrialLost', expect.any(String)]]);
  });

  it('has lost it more often than that, as its engine was started anew, gets it to run all the same', async () => {
    let left = 7;
    const runner = createFakeRunner(() => {
      left -= 1;
      const reason = 'the head was started anew';
      if (left === 0) return { ended: good };
      return { ...waits, ended: Promise.resolve({ kind: 'never-ran', reason, isForgotten: true }) };
    });
    const bench = await createEngineBench({ runner });
    const { runId } = await bench.runToEnd(oneTrial);
    expect([left, verdictsOf(bench, runId)]).toEqual([0, [['Completed', undefined, undefined]]]);
  });

  it('says that it never ran, though an earlier service handed it over, is started again', async () => {
    const ended = deferred<TrialExit>();
    const jobs = [{ ...waits, ended: ended.promise }, { ended: good }];
    const bench = await createEngineBench({ runner: createFakeRunner(() => jobs.shift() ?? {}) });
    const { runId } = bench.submit(oneTrial);
    await bench.whenStatus(`${runId}_0`, 'Queued');
    await bench.engine.close('leave');
    const next = bench.restart();
    next.recoverAtStart();
    ended.resolve({ kind: 'never-ran', reason: 'it waited for too long' });
    await next.whenIdle();
    expect([jobs, verdictsOf(bench, runId)]).toEqual([[], [['Completed', undefined, undefined]]]);
  });

  it('never gets it to run is Failed after some starts', async () => {
    let starts = 0;
    const runner = createFakeRunner(() => {
      starts += 1;
      return { ...waits, ended: Promise.resolve({ kind: 'never-ran', reason: 'the queue was emptied' }) };
    });
    const bench = await createEngineBench({ runner });
    const { runId } = await bench.runToEnd(oneTrial);
    expect([starts, verdictsOf(bench, runId)]).toEqual([
      3,
      [['Failed', 'UserError', expect.stringContaining('the queue was emptied')]],
    ]);
  });

  it('does not know whether it started is asked until it knows, and the trial runs once', async () => {
    const answers: FoundTrial[] = [
      { kind: 'unknown', reason: 'the cluster cannot be reached' },
      { kind: 'active', trial: { started: Promise.resolve({ kind: 'started' }), ended: good, end: async () => {} } },
    ];
    let starts = 0;
    const runner = createFakeRunner(
      () => {
        starts += 1;
        return { ...unanswered, ended: new Promise(() => {}) };
      },
      { find: async () => answers.shift() ?? { kind: 'not-started' } },
    );
    const bench = await createEngineBench({ runner, runnerWaitMs: 1 });
    const { runId } = await bench.runToEnd(oneTrial);
    expect([starts, answers, verdictsOf(bench, runId)]).toEqual([1, [], [['Completed', undefined, undefined]]]);
  });

  it('cannot end it at first is asked again, and the sweep log says so', async () => {
    let requests = 0;
    const ended = deferred<TrialExit>();
    const end: SubmittedTrial['end'] = async () => {
      requests += 1;
      if (requests < 3) throw new Error('the cluster cannot be reached');
      ended.resolve({ kind: 'signaled', signal: 'SIGTERM' });
    };
    const bench = await createEngineBench({
      runner: createFakeRunner(() => ({ ended: ended.promise, end })),
      runnerWaitMs: 1,
    });
    const { runId } = bench.submit(oneTrial);
    await bench.whenStatus(`${runId}_0`, 'Running');
    bench.engine.cancelSweep(bench.key(runId));
    await bench.engine.whenIdle();
    expect([requests, bench.store.getRun(bench.key(runId))?.status]).toEqual([3, 'Canceled']);
    expect(bench.readKept(runId, 'azureml-logs/hyperdrive.txt')).toContain('could not be ended yet');
  });
});

const waits: Pick<SubmittedTrial, 'started'> = { started: new Promise(() => {}) };
const unanswered: Pick<SubmittedTrial, 'started'> = {
  started: Promise.resolve({ kind: 'unknown', reason: 'no answer' }),
};
