import { describe, expect, it } from 'vitest';
import type { StoredTrial } from '../trial/stored-trial.js';
import { createNextTrial } from './next-trial.js';

const trial: StoredTrial = { number: 0, runId: 'T0', point: new Map(), status: undefined };

/** A next trial that comes, or fails, when a test says so. */
function createBench() {
  const calls: string[] = [];
  let signal: AbortSignal | undefined;
  let come = (_make: (() => StoredTrial) | undefined): void => {};
  let fail = (_error: unknown): void => {};
  const next = createNextTrial({
    make(given) {
      signal = given;
      return new Promise((resolve, reject) => {
        come = resolve;
        fail = reject;
        given.addEventListener('abort', () => reject(given.reason));
      });
    },
    onCome: (make) => calls.push(`came ${make?.().runId}`),
    onFailure: (error) => calls.push(String(error)),
  });
  return {
    next,
    calls,
    signal: () => signal,
    come: (make: (() => StoredTrial) | undefined) => come(make),
    fail: (error: unknown) => fail(error),
  };
}

describe('the next trial', () => {
  it('is there at once where it is made at once', () => {
    const next = createNextTrial({ make: () => trial, onCome: () => {}, onFailure: () => {} });
    expect([next.take(), next.isComing()]).toEqual([trial, false]);
  });

  it('is made once, however often it is taken before it comes', async () => {
    const { next, calls, come } = createBench();
    expect([next.take(), next.take(), next.isComing()]).toEqual([undefined, undefined, true]);
    come(() => trial);
    await next.settled();
    expect([calls, next.isComing()]).toEqual([['came T0'], false]);
  });

  it('is not made once it is canceled, though it comes or fails afterwards', async () => {
    const { next, calls, signal } = createBench();
    next.take();
    next.cancel();
    expect([next.isComing(), signal()?.aborted]).toEqual([false, true]);
    await next.settled();
    const late = createNextTrial({
      make: () => Promise.resolve(() => trial),
      onCome: () => calls.push('came'),
      onFailure: (error) => calls.push(String(error)),
    });
    late.take();
    late.cancel();
    await late.settled();
    expect(calls).toEqual([]);
  });

  it('may be none after all, or not be made', async () => {
    const { next, calls, come, fail } = createBench();
    next.take();
    come(undefined);
    await next.settled();
    next.take();
    fail(new Error('the thread crashed'));
    await next.settled();
    expect([calls, next.isComing()]).toEqual([['came undefined', 'Error: the thread crashed'], false]);
  });
});
