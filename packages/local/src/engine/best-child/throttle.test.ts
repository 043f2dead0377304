import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createThrottle } from './throttle.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

describe('a throttle', () => {
  it('acts at once, then once an interval, and serves the last request', () => {
    const action = vi.fn<() => void>();
    const throttle = createThrottle(1000, action);
    throttle.request();
    expect(action).toHaveBeenCalledTimes(1);
    for (let n = 0; n < 5; n += 1) throttle.request();
    vi.advanceTimersByTime(999);
    expect(action).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    expect(action).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(5000);
    expect(action).toHaveBeenCalledTimes(2);
    throttle.request();
    expect(action).toHaveBeenCalledTimes(3);
  });

  it('leaves no timer behind when it is stopped', () => {
    const action = vi.fn<() => void>();
    const throttle = createThrottle(1000, action);
    throttle.request();
    throttle.request();
    throttle.stop();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(5000);
    expect(action).toHaveBeenCalledTimes(1);
  });
});
