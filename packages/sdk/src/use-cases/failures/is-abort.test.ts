import { describe, expect, it } from 'vitest';
import { isAbort } from './is-abort.js';

describe('isAbort', () => {
  it('recognizes the reason of an aborted signal, whatever its type', () => {
    for (const reason of [new Error('enough'), 'enough', 0, null]) {
      expect(isAbort(reason, AbortSignal.abort(reason))).toBe(true);
    }
  });

  it('is false for another failure that comes after the abort', () => {
    const { signal } = abortedWith(new Error('enough'));
    expect(isAbort(new Error('enough'), signal)).toBe(false);
  });

  it('is false while the signal has not aborted, even for undefined, which its reason is then', () => {
    const { signal } = new AbortController();
    expect(isAbort(signal.reason, signal)).toBe(false);
    expect(isAbort(undefined, undefined)).toBe(false);
  });
});

function abortedWith(reason: unknown): AbortController {
  const controller = new AbortController();
  controller.abort(reason);
  return controller;
}
