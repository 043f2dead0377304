import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTimerUntil } from './long-timer.js';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

const days = (count: number): number => count * 24 * 3_600_000;

describe('a timer until a time', () => {
  it('waits also for longer than the system can wait at once', () => {
    const action = vi.fn<() => void>();
    startTimerUntil(days(30), action);
    vi.advanceTimersByTime(days(30) - 1);
    expect(action).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(action).toHaveBeenCalledOnce();
  });

  it('leaves nothing behind when it is given up, at whatever stage', () => {
    const action = vi.fn<() => void>();
    const stop = startTimerUntil(days(30), action);
    vi.advanceTimersByTime(days(28));
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('acts at once where the time has passed', () => {
    const action = vi.fn<() => void>();
    startTimerUntil(-5, action);
    vi.advanceTimersByTime(0);
    expect(action).toHaveBeenCalledOnce();
  });
});
