import { describe, expect, it } from 'vitest';
import { sweepOutcome } from './sweep-outcome.js';

describe('the outcome of a sweep', () => {
  it('is Completed with failed and canceled trials among others, and without any trial', () => {
    expect(sweepOutcome(['Failed', 'Completed'], undefined)).toBe('Completed');
    expect(sweepOutcome(['Failed', 'Canceled'], undefined)).toBe('Completed');
    expect(sweepOutcome([], undefined)).toBe('Completed');
  });

  it('is Completed where its time ran out', () => {
    expect(sweepOutcome(['Completed', 'Canceled'], 'timed-out')).toBe('Completed');
    expect(sweepOutcome(['Canceled'], 'timed-out')).toBe('Completed');
  });

  it('is Canceled where it was canceled, also before its first trial', () => {
    expect(sweepOutcome(['Completed', 'Canceled'], 'canceled')).toBe('Canceled');
    expect(sweepOutcome([], 'canceled')).toBe('Canceled');
  });

  it('is Failed where every trial failed, whatever was asked for', () => {
    expect(sweepOutcome(['Failed', 'Failed'], undefined)).toBe('Failed');
    expect(sweepOutcome(['Failed'], 'canceled')).toBe('Failed');
  });
});
