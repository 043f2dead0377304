import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { endTogether } from './end-together.js';

/** Rejects with the signal's reason, and never else. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

describe('work that ends together', () => {
  it('is aborted whole when a part of it fails, and rejects with that failure', async () => {
    const failure = new Error('one of two');
    let other: AbortSignal | undefined;
    const work = endTogether(undefined, (own) => {
      other = own;
      return Promise.all([Promise.reject(failure), untilAborted(own)]);
    });
    await expect(work).rejects.toBe(failure);
    expect(other?.aborted).toBe(true);
  });

  it("rejects with the reason of its caller's abort", async () => {
    const caller = new AbortController();
    const reason = new Error('enough');
    const work = endTogether(caller.signal, untilAborted);
    caller.abort(reason);
    await expect(work).rejects.toBe(reason);
    await expect(endTogether(caller.signal, async () => 'begun')).rejects.toBe(reason);
  });

  it('is not aborted once it has succeeded', async () => {
    const own = await endTogether(undefined, async (signal) => signal);
    expect(own.aborted).toBe(false);
  });

  it('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    expect(await endTogether(signal, async () => getEventListeners(signal, 'abort').length)).toBe(1);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
