import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActiveTrial } from '../trial/run-trial.js';
import type { StoredTrial } from '../trial/stored-trial.js';
import type { TrialVerdict } from '../trial/trial-verdict.js';
import { createTrialQueue, type TrialQueueOptions } from './trial-queue.js';

const trial = (number: number): StoredTrial => ({ number, runId: `T${number}`, point: new Map(), status: undefined });

/** A queue whose trials end, or cannot be followed, as a test says; `calls` are what it called, in order. */
function createBench(options: Partial<TrialQueueOptions> = {}) {
  const calls: string[] = [];
  const trials = new Map<string, { end(): void; fail(error: unknown): void }>();
  const start = ({ runId }: StoredTrial): ActiveTrial => {
    let end = (_verdict: TrialVerdict): void => {};
    let fail = (_error: unknown): void => {};
    const ended = new Promise<TrialVerdict>((resolve, reject) => {
      end = resolve;
      fail = reject;
    });
    trials.set(runId, { end: () => end({ status: 'Completed' }), fail });
    return {
      stop(reason) {
        calls.push(`stop ${runId}: ${reason.kind}`);
        return true;
      },
      detach: () => fail(new Error(`${runId} is detached`)),
      ended,
    };
  };
  const queue = createTrialQueue({
    waiting: [],
    maxRunning: 2,
    isOpen: () => true,
    makeNext: () => undefined,
    start,
    onStarted: ({ runId }) => calls.push(`started ${runId}`),
    onEnded: ({ runId }, { status }) => calls.push(`${runId} is ${status}`),
    onIdle: () => calls.push('idle'),
    onFailure: (error) => calls.push(String(error)),
    onUnrecordedStop: (runId, error) => calls.push(`unrecorded ${runId}: ${String(error)}`),
    ...options,
  });
  return { queue, calls, trials };
}

/** Lets everything run that waits for nothing but its turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a queue of trials', () => {
  it('starts those that wait before it makes new ones, and is idle when none is left', async () => {
    const made = [trial(2), trial(3)];
    const { queue, calls, trials } = createBench({ waiting: [trial(0), trial(1)], makeNext: () => made.shift() });
    queue.fill();
    expect(calls).toEqual(['started T0', 'started T1']);
    for (const runId of ['T1', 'T0', 'T2', 'T3']) {
      trials.get(runId)?.end();
      await turn();
    }
    expect(calls.slice(2)).toEqual([
      'T1 is Completed',
      'started T2',
      'T0 is Completed',
      'started T3',
      'T2 is Completed',
      'T3 is Completed',
      'idle',
    ]);
  });

  it('runs as many trials as it may while there are some, whatever the order of their ends', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 8 }),
        fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
        async (maxRunning, total, choices) => {
          let made = 0;
          const makeNext = (): StoredTrial | undefined => (made < total ? trial(made++) : undefined);
          const { queue, trials, calls } = createBench({ maxRunning, makeNext });
          queue.fill();
          for (let ended = 0; ended < total; ended += 1) {
            expect(queue.runningCount()).toBe(Math.min(maxRunning, total - ended));
            const running = [...trials.keys()].filter((runId) => queue.has(runId));
            trials.get(running[(choices[ended] ?? 0) % running.length] ?? '')?.end();
            await turn();
          }
          expect([queue.runningCount(), calls.filter((call) => call === 'idle').length]).toEqual([0, 1]);
        },
      ),
    );
  });

  it('starts nothing while it is closed, and says that it is idle', () => {
    const { queue, calls } = createBench({ waiting: [trial(0)], isOpen: () => false });
    queue.fill();
    expect([calls, queue.waiting()]).toEqual([['idle'], [trial(0)]]);
  });

  it('follows a trial of an earlier process also where there is no room for it', () => {
    const { queue, calls } = createBench({ maxRunning: 1, waiting: [trial(2)] });
    queue.follow(trial(0));
    queue.follow(trial(1));
    queue.fill();
    expect([calls, queue.runningCount()]).toEqual([['started T0', 'started T1'], 2]);
  });

  it('puts what is tried again before what waits, and starts nothing that was taken out', () => {
    const { queue, calls } = createBench({ waiting: [trial(0), trial(1)] });
    queue.putFirst([trial(2)]);
    queue.remove('T0');
    queue.fill();
    expect([calls, queue.has('T0'), queue.has('T2')]).toEqual([['started T2', 'started T1'], false, true]);
  });

  it('stops all trials, also after one whose end cannot be recorded', () => {
    const { queue, calls } = createBench();
    queue.follow(trial(0));
    queue.follow(trial(1));
    queue.stopAll({ kind: 'sweep-canceled' });
    expect(calls.slice(2)).toEqual(['stop T0: sweep-canceled', 'stop T1: sweep-canceled']);
    const failing = createBench({
      start: () => ({
        stop() {
          throw new Error('the disk is full');
        },
        detach() {},
        ended: new Promise(() => {}),
      }),
    });
    failing.queue.follow(trial(0));
    failing.queue.follow(trial(1));
    failing.queue.stopAll({ kind: 'sweep-canceled' });
    expect(failing.calls.slice(2)).toEqual(['T0', 'T1'].map((id) => `unrecorded ${id}: Error: the disk is full`));
  });

  it('is idle where it is stopped and nothing runs', () => {
    const { queue, calls } = createBench({ waiting: [trial(0)] });
    queue.stopAll({ kind: 'service-stopped' });
    expect(calls).toEqual(['idle']);
    expect(queue.stop('T0', { kind: 'canceled' })).toBe(false);
  });

  it('says why a trial is followed no longer, or the next one cannot be made', async () => {
    const { queue, calls, trials } = createBench();
    queue.follow(trial(0));
    queue.follow(trial(1));
    trials.get('T0')?.fail(new Error('the store is locked'));
    queue.detachAll();
    await queue.settled();
    await turn();
    expect(calls.slice(2)).toEqual(['Error: the store is locked', 'Error: T1 is detached']);
    const failing = createBench({
      makeNext: () => {
        throw new Error('the disk is full');
      },
    });
    failing.queue.fill();
    expect(failing.calls).toEqual(['Error: the disk is full']);
  });

  it('knows the trials that run and those that wait by their ids', () => {
    const { queue } = createBench({ maxRunning: 1, waiting: [trial(0), trial(1)] });
    queue.fill();
    expect(queue.running()).toEqual(['T0']);
    expect(['T0', 'T1', 'T2'].map((runId) => queue.has(runId))).toEqual([true, true, false]);
  });

  it('stops one trial, and reports whether that is why it ends', () => {
    const { queue, calls } = createBench();
    queue.follow(trial(0));
    queue.follow(trial(1));
    expect(queue.stop('T1', { kind: 'canceled' })).toBe(true);
    expect(calls.slice(2)).toEqual(['stop T1: canceled']);
    const late = createBench({
      start: () => ({ stop: () => false, detach() {}, ended: new Promise(() => {}) }),
    });
    late.queue.follow(trial(0));
    expect(late.queue.stop('T0', { kind: 'canceled' })).toBe(false);
  });

  it('is settled once the last trial that runs has ended, and not before', async () => {
    const { queue, trials } = createBench();
    queue.follow(trial(0));
    let isSettled = false;
    const settled = queue.settled().then(() => {
      isSettled = true;
    });
    await turn();
    expect(isSettled).toBe(false);
    trials.get('T0')?.end();
    await settled;
    expect(isSettled).toBe(true);
  });
});
