import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { delay } from './delay.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('delay', () => {
  it('resolves after its time and not before, and leaves no listener', async () => {
    const { signal } = new AbortController();
    let isOver = false;
    const waiting = delay(50, signal).then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(49);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('rejects at once with the reason of an abort, which may be any value', async () => {
    const caller = new AbortController();
    const waiting = delay(50, caller.signal);
    caller.abort('enough');
    await expect(waiting).rejects.toBe('enough');
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  });

  it('starts no timer where the signal has aborted already', async () => {
    const reason = new Error('before');
    await expect(delay(50, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is one listener of a signal, however many wait', async () => {
    const { signal } = new AbortController();
    const waiting = Promise.all(Array.from({ length: 20 }, () => delay(50, signal)));
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(50);
    await waiting;
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('waits without a signal too', async () => {
    const waiting = delay(50, undefined);
    await vi.advanceTimersByTimeAsync(50);
    await expect(waiting).resolves.toBeUndefined();
  });
});
