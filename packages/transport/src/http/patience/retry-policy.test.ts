import { InvalidArgumentError } from '@hyperdrive-run/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOffMs, retryAfterMs, toRetryPolicy } from './retry-policy.js';

describe('the retry policy', () => {
  it('waits longer each time, at random in the upper half, up to its longest wait', () => {
    const policy = toRetryPolicy({ firstDelayMs: 100, maxDelayMs: 1000 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }), (retry, random) => {
        const full = Math.min(100 * 2 ** (retry - 1), 1000);
        const wait = backOffMs(policy, retry, () => random);
        expect(wait).toBeGreaterThanOrEqual(full / 2);
        expect(wait).toBeLessThanOrEqual(full);
      }),
    );
  });

  it.each([
    ['3', 3000],
    ['0', 0],
    [' 12 ', 12_000],
    ['Tue, 24 Nov 2026 08:00:10 GMT', 10_000],
    ['Tuesday, 24-Nov-26 08:00:10 GMT', 10_000],
    ['Tue Nov 24 08:00:10 2026', 10_000],
    ['Tue, 24 Nov 2026 07:00:00 GMT', 0],
    ['1.5', undefined],
    ['-4', undefined],
    ['0x5', undefined],
    ['1e3', undefined],
    ['Infinity', undefined],
    ['2026-11-24T08:00:10Z', undefined],
    ['Tue, 24 Nov 2026 08:00:10 +0200', undefined],
    ['November 24', undefined],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('reads Retry-After %j as %j ms', (header, expected) => {
    expect(retryAfterMs(header, Date.parse('2026-11-24T08:00:00Z'))).toBe(expected);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a time of %d, naming the option', (budgetMs) => {
    expect(() => toRetryPolicy({ budgetMs })).toThrow(InvalidArgumentError);
    expect(() => toRetryPolicy({ budgetMs })).toThrow('retry.budgetMs');
  });
});
