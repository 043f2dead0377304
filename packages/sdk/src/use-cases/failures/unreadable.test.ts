import { BackendError, InvalidArgumentError, UnreadableMetricsError } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { type OnUnreadable, settleUnreadable } from './unreadable.js';

const failures = new Map([['HD_1_0', new BackendError({ code: 'connection-failed', message: 'no' })]]);

function thrownBy(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('settleUnreadable', () => {
  it('rejects by default, with every run and its reason', () => {
    for (const choice of [undefined, 'reject'] as const) {
      const error = thrownBy(() => settleUnreadable(failures, choice));
      expect(UnreadableMetricsError.isInstance(error) && error.failures).toEqual(failures);
    }
  });

  it('lets failures pass where the caller asked for a report, and nothing pass always', () => {
    expect(thrownBy(() => settleUnreadable(failures, 'report'))).toBeUndefined();
    expect(thrownBy(() => settleUnreadable(new Map(), 'reject'))).toBeUndefined();
  });

  it('refuses another word even where nothing failed', () => {
    const word: OnUnreadable = JSON.parse('"ignore"');
    const error = thrownBy(() => settleUnreadable(new Map(), word));
    expect(InvalidArgumentError.isInstance(error) && error.message).toBe(
      "onUnreadable is \"ignore\", but takes 'reject' or 'report'.",
    );
  });
});
