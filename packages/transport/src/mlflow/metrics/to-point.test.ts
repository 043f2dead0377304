import { describe, expect, it } from 'vitest';
import { toPoint } from './to-point.js';

describe('toPoint', () => {
  it.each([
    [0.5, 0.5],
    ['NaN', Number.NaN],
    [Number.NaN, Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    [1.7976931348623157e308, Number.POSITIVE_INFINITY],
    [-1.7976931348623157e308, Number.NEGATIVE_INFINITY],
    [1.7976931348623155e308, 1.7976931348623155e308],
    ['0.25', 0.25],
    ['many', null],
    ['', null],
    [undefined, null],
  ])('reads %j as %j', (value, expected) => {
    expect(toPoint({ value }).value).toBe(expected);
  });

  it('reads an integer beyond 2^53 as its nearest double, which is all that MLflow keeps', () => {
    expect(toPoint({ value: 9007199254740993n }).value).toBe(9007199254740992);
  });

  it('reads times in milliseconds, and steps, also where they are written as text', () => {
    expect(toPoint({ value: 1, timestamp: 1_700_000_000_000, step: 3 })).toEqual({
      value: 1,
      step: 3,
      time: new Date('2023-11-14T22:13:20Z'),
    });
    expect(toPoint({ value: 1, timestamp: '1700000000000', step: '-1' })).toMatchObject({
      step: -1,
      time: new Date('2023-11-14T22:13:20Z'),
    });
    expect(toPoint({ value: 1, timestamp: 9e18, step: 'x' })).toEqual({ value: 1, step: undefined, time: undefined });
  });
});
