import { describe, expect, it } from 'vitest';
import { formatDuration, formatTime } from './format-time.js';

describe('formatDuration', () => {
  it.each([
    [-5, '0 ms'],
    [850.4, '850 ms'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [185_000, '3 min 5 s'],
    [7_800_000, '2 h 10 min'],
    [273_600_000, '3 d 4 h'],
  ])('shows %d milliseconds as %s', (milliseconds, shown) => {
    expect(formatDuration(milliseconds)).toBe(shown);
  });
});

describe('formatTime', () => {
  it('shows a moment to the second, and nothing where there is none', () => {
    expect(formatTime(new Date('2026-01-12T08:00:00.987Z'))).toBe('2026-01-12T08:00:00Z');
    expect(formatTime(undefined)).toBe('');
    expect(formatTime(new Date(Number.NaN))).toBe('');
  });
});
