import { describe, expect, it } from 'vitest';
import { isNewer } from './newest-first.js';

const at = (ms: number): Date => new Date(ms);

describe('the order of a list of sweeps', () => {
  it('is that of their starts, or of their creation where they have not started', () => {
    expect(isNewer({ startTime: at(2), createdTime: at(0) }, { startTime: at(1), createdTime: at(1) })).toBe(true);
    expect(isNewer({ createdTime: at(1) }, { startTime: at(2) })).toBe(false);
    expect(isNewer({ startTime: at(1) }, { startTime: at(1) })).toBe(false);
  });

  it('begins with those that have no time yet', () => {
    expect(isNewer({}, { startTime: at(9) })).toBe(true);
    expect(isNewer({ startTime: at(9) }, {})).toBe(false);
  });
});
