import { describe, expect, it } from 'vitest';
import type { ActiveTrial } from '../trial/run-trial.js';
import type { StoredTrial } from '../trial/stored-trial.js';
import type { TrialVerdict } from '../trial/trial-verdict.js';
import { createTrialQueue } from './trial-queue.js';

const trial = (number: number): StoredTrial => ({ number, runId: `T${number}`, point: new Map(), status: undefined });

/** Lets everything run that waits for nothing but its turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A queue whose trials come when a test says so, from T0 on; there are as many as are let come. */
function createBench(maxRunning = 2) {
  const calls: string[] = [];
  const ends = new Map<string, () => void>();
  let isOpen = true;
  let isOver = false;
  let made = 0;
  let come = (_make: (() => StoredTrial) | undefined): void => {};
  const start = ({ runId }: StoredTrial): ActiveTrial => ({
    stop: () => true,
    detach() {},
    ended: new Promise<TrialVerdict>((resolve) => {
      ends.set(runId, () => resolve({ status: 'Completed' }));
    }),
  });
  const queue = createTrialQueue({
    waiting: [],
    maxRunning,
    isOpen: () => isOpen,
    makeNext(signal) {
      if (isOver) return undefined;
      calls.push('choosing');
      return new Promise((resolve, reject) => {
        come = resolve;
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    },
    start,
    onStarted: ({ runId }) => calls.push(`started ${runId}`),
    onEnded: ({ runId }) => calls.push(`${runId} ended`),
    onIdle: () => calls.push('idle'),
    onFailure: (error) => calls.push(String(error)),
    onUnrecordedStop: () => {},
  });
  return {
    queue,
    calls,
    setOpen: (open: boolean): void => {
      isOpen = open;
    },
    come: async (): Promise<void> => {
      come(() => trial(made++));
      await turn();
    },
    comeToAnEnd: async (): Promise<void> => {
      isOver = true;
      come(undefined);
      await turn();
    },
    end: async (runId: string): Promise<void> => {
      ends.get(runId)?.();
      await turn();
    },
  };
}

describe('a queue whose next trial takes its time', () => {
  it('chooses one after the other until there is no room, and is not idle meanwhile', async () => {
    const { queue, calls, come, end } = createBench();
    queue.fill();
    queue.fill();
    expect(calls).toEqual(['choosing']);
    await come();
    await come();
    expect(calls.slice(1)).toEqual(['started T0', 'choosing', 'started T1']);
    await end('T0');
    await end('T1');
    expect(calls.slice(4)).toEqual(['T0 ended', 'choosing', 'T1 ended']);
  });

  it('keeps a place for it, and starts others meanwhile where there is more room', async () => {
    const { queue, calls, come } = createBench();
    queue.fill();
    queue.putFirst([trial(7), trial(8)]);
    queue.fill();
    expect([calls, queue.runningCount()]).toEqual([['choosing', 'started T7'], 1]);
    await come();
    expect([calls.slice(2), queue.waiting()]).toEqual([['started T0'], [trial(8)]]);
  });

  it('makes none that comes while it is closed, and chooses again once it is open', async () => {
    const { queue, calls, come, setOpen } = createBench();
    queue.fill();
    setOpen(false);
    await come();
    expect(calls).toEqual(['choosing', 'idle']);
    setOpen(true);
    queue.fill();
    await come();
    expect(calls.slice(2)).toEqual(['choosing', 'started T0', 'choosing']);
  });

  it('starts the one that was being chosen where it was closed only for a while', async () => {
    const { queue, calls, come, setOpen } = createBench(1);
    queue.fill();
    setOpen(false);
    queue.fill();
    setOpen(true);
    queue.fill();
    await come();
    expect(calls).toEqual(['choosing', 'idle', 'started T0']);
  });

  it.each(['stopAll', 'detachAll'] as const)('makes none after %s', async (how) => {
    const { queue, calls, come, setOpen } = createBench();
    queue.fill();
    setOpen(false);
    if (how === 'stopAll') queue.stopAll({ kind: 'service-stopped' });
    else queue.detachAll();
    await queue.settled();
    await come();
    expect(calls).toEqual(how === 'stopAll' ? ['choosing', 'idle'] : ['choosing']);
  });

  it('is idle once it turns out that there is none', async () => {
    const { queue, calls, comeToAnEnd } = createBench();
    queue.fill();
    await comeToAnEnd();
    expect(calls).toEqual(['choosing', 'idle']);
  });
});
