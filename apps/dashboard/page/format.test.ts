import { describe, expect, it } from 'vitest';
import {
  formatDuration,
  formatNumber,
  formatValue,
  missingReasonText,
  noBestReasonText,
  shortId,
  toneOf,
} from './format.js';

describe('what the page writes', () => {
  it('shortens numbers without changing what they say', () => {
    const shown = [0.1 + 0.2, 2 / 3, 12345678.9, 0.00001234, 7, Number.NEGATIVE_INFINITY].map(formatNumber);
    expect(shown).toEqual(['0.3', '0.666667', '1.235e+7', '1.234e-5', '7', '-Infinity']);
  });

  it('writes hyperparameters of every kind', () => {
    const values = [undefined, 'adam', true, 9007199254740993n, [64, 32], new Map([['a', 1]])];
    expect(values.map(formatValue)).toEqual(['', 'adam', 'true', '9007199254740993', '[64,32]', '{"a":1}']);
  });

  it('gives lengths of time in two units', () => {
    const lengths = [0, 9_499, 59_500, 61_000, 600_000, 3_725_000, 172_799_000, 172_800_000, 176_400_000].map(
      formatDuration,
    );
    expect(lengths).toEqual([
      '0 s',
      '9 s',
      '1 min',
      '1 min 1 s',
      '10 min',
      '1 h 2 min',
      '47 h 59 min',
      '2 d',
      '2 d 1 h',
    ]);
  });

  it('leaves out of an id what it shares with its sweep', () => {
    expect([shortId('HD_1_12', 'HD_1'), shortId('other', 'HD_1')]).toEqual(['12', 'other']);
  });

  it('colours statuses, and takes unknown ones for alive', () => {
    expect(['Completed', 'Failed', 'Canceled', 'Running', 'Dreaming'].map(toneOf)).toEqual([
      'good',
      'bad',
      'warn',
      'live',
      'live',
    ]);
  });

  it('says why something is missing', () => {
    expect([undefined, 'not-a-number', 'unreadable', 'pruned'].map(missingReasonText)).toEqual([
      'not logged',
      'not a number',
      'could not be read',
      'pruned',
    ]);
    const codes = ['no-children', 'metric-never-logged', 'not-a-number', 'unreadable', 'all-excluded', 'all-pruned'];
    expect(new Set(codes.map(noBestReasonText)).size).toBe(codes.length);
  });
});
