import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { onAbort } from './on-abort.js';
import { untilAborted } from './until-aborted.js';

describe('onAbort', () => {
  it('calls back everyone who has not left, and puts one listener on the signal at most', () => {
    const controller = new AbortController();
    const called: number[] = [];
    const same = (): void => void called.push(0);
    const leave = [onAbort(controller.signal, same), onAbort(controller.signal, same)];
    for (let at = 1; at < 20; at += 1) leave.push(onAbort(controller.signal, () => called.push(at)));
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    for (const at of [0, 5, 5]) leave[at]?.();
    controller.abort();
    expect(called).toEqual([0, ...Array.from({ length: 19 }, (_, at) => at + 1)].filter((at) => at !== 4));
  });

  it('leaves no listener when the last one leaves, and can be used again', () => {
    const controller = new AbortController();
    const called: string[] = [];
    onAbort(controller.signal, () => called.push('first'))();
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
    onAbort(controller.signal, () => called.push('second'));
    controller.abort();
    expect(called).toEqual(['second']);
  });
});

describe('untilAborted', () => {
  it('passes on what the promise comes to, and leaves no listener', async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(1), signal)).toBe(1);
    await expect(untilAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
    expect(await untilAborted(Promise.resolve(2), undefined)).toBe(2);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it("rejects with the signal's own reason, also where it has aborted before", async () => {
    const reason = { not: 'even an error' };
    const never = new Promise<void>(() => undefined);
    await expect(untilAborted(never, AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const waiting = untilAborted(never, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});
