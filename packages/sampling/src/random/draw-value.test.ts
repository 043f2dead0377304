import type { ParameterExpression } from '@hyperdrive-run/core/config';
import { isJsonObject } from '@hyperdrive-run/core/json';
import { createGridOfMultiples } from '@hyperdrive-run/core/search-space';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDraw, type DrawOptions } from './draw-value.js';
import { createRandomSource } from './random-source.js';

const count = 20_000;

function sample(expression: ParameterExpression, options?: DrawOptions, seed = 20260131): number[] {
  const draw = createDraw(expression, options);
  const random = createRandomSource(seed);
  return Array.from({ length: draw === undefined ? 0 : count }, () => Number(draw?.(random)));
}

/** The largest distance between the sample's distribution and the given one, times the root of the sample's size. */
function kolmogorovSmirnov(values: readonly number[], distribution: (value: number) => number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const distances = sorted.map((value, index) => {
    const expected = distribution(value);
    return Math.max(expected - index / sorted.length, (index + 1) / sorted.length - expected);
  });
  return Math.max(...distances) * Math.sqrt(sorted.length);
}
/** Above this a sample comes from another distribution, but for one true sample in 1000. */
const critical = 1.95;

/** The chi-square statistic over the given probabilities, less its expectation, in its standard deviations. */
function chiSquareScore(values: readonly number[], probabilities: ReadonlyMap<number, number>): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  expect([...counts.keys()].filter((value) => !probabilities.has(value))).toEqual([]);
  let statistic = 0;
  for (const [value, probability] of probabilities) {
    const expected = probability * values.length;
    statistic += ((counts.get(value) ?? 0) - expected) ** 2 / expected;
  }
  const freedom = probabilities.size - 1;
  return (statistic - freedom) / Math.sqrt(2 * freedom);
}
/** Above this the frequencies are others, but for about one true sample in 1000. */
const criticalScore = 4;

/** The normal distribution function (Abramowitz and Stegun 7.1.26 is too rough here: this is a series for erf). */
function normalDistribution(z: number): number {
  if (z < -8) return 0;
  if (z > 8) return 1;
  let [sum, term] = [z, z];
  for (let n = 3; Math.abs(term) > 1e-17; n += 2) {
    term *= (z * z) / n;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

describe('drawn values', () => {
  it.each<[string, ParameterExpression, DrawOptions | undefined, (value: number) => number]>([
    ['uniform', { kind: 'uniform', minValue: -2, maxValue: 6 }, undefined, (x) => clamp((x + 2) / 8)],
    ['loguniform', { kind: 'loguniform', minValue: -6, maxValue: 2 }, undefined, (x) => clamp((Math.log(x) + 6) / 8)],
    [
      'loguniform in base 10',
      { kind: 'loguniform', minValue: -4, maxValue: 0 },
      { logBase: 10 },
      (x) => clamp((Math.log10(x) + 4) / 4),
    ],
    ['normal', { kind: 'normal', mu: 3, sigma: 2 }, undefined, (x) => normalDistribution((x - 3) / 2)],
    [
      'lognormal',
      { kind: 'lognormal', mu: 1, sigma: 0.5 },
      undefined,
      (x) => normalDistribution((Math.log(x) - 1) / 0.5),
    ],
  ])('of %s follow its distribution', (_name, expression, options, distribution) => {
    expect(kolmogorovSmirnov(sample(expression, options), distribution)).toBeLessThan(critical);
  });

  it('of a distribution that is slightly wrong are found out', () => {
    const wrong = sample({ kind: 'uniform', minValue: -2, maxValue: 6 }).map((value) => value + 0.1);
    expect(kolmogorovSmirnov(wrong, (x) => clamp((x + 2) / 8))).toBeGreaterThan(critical);
    const narrow = sample({ kind: 'normal', mu: 0, sigma: 0.95 });
    expect(kolmogorovSmirnov(narrow, normalDistribution)).toBeGreaterThan(critical);
    const modulo = sample({ kind: 'randint', upper: 7 }).map((value) => (value === 6 ? 0 : value));
    const even = new Map([0, 1, 2, 3, 4, 5, 6].map((value) => [value, 1 / 7]));
    expect(chiSquareScore(modulo, even)).toBeGreaterThan(criticalScore);
  });

  it('of choice and randint are equally likely', () => {
    const sixth = new Map([0, 1, 2, 3, 4, 5].map((value) => [value, 1 / 6]));
    expect(chiSquareScore(sample({ kind: 'randint', upper: 6 }), sixth)).toBeLessThan(criticalScore);
    const choice = sample({ kind: 'choice', values: [5, 4, 3, 2, 1, 0] });
    expect(chiSquareScore(choice, sixth)).toBeLessThan(criticalScore);
  });

  it('of quniform are as likely as the stretch that is rounded to them', () => {
    const values = sample({ kind: 'quniform', minValue: 0, maxValue: 1, q: 0.25 });
    const expected = new Map([
      [0, 0.125],
      [0.25, 0.25],
      [0.5, 0.25],
      [0.75, 0.25],
      [1, 0.125],
    ]);
    expect(chiSquareScore(values, expected)).toBeLessThan(criticalScore);
  });

  it('of qnormal and qlognormal are as likely as the stretch that is rounded to them', () => {
    const stretch = (from: number, to: number): number => normalDistribution(to) - normalDistribution(from);
    const middle = sample({ kind: 'qnormal', mu: 10, sigma: 4, q: 5 }).filter((value) => value >= 0 && value <= 20);
    const whole = stretch(-12.5 / 4, 12.5 / 4);
    const expected = [0, 5, 10, 15, 20].map((value): [number, number] => [
      value,
      stretch((value - 12.5) / 4, (value - 7.5) / 4) / whole,
    ]);
    expect(chiSquareScore(middle, new Map(expected))).toBeLessThan(criticalScore);
    const log = sample({ kind: 'qlognormal', mu: 0, sigma: 1, q: 1 }).map((value) => Math.min(value, 4));
    const cut = (value: number): number => (value <= 0 ? 0 : normalDistribution(Math.log(value)));
    const logExpected = [0, 1, 2, 3].map((value): [number, number] => [value, cut(value + 0.5) - cut(value - 0.5)]);
    expect(chiSquareScore(log, new Map([...logExpected, [4, 1 - cut(3.5)]]))).toBeLessThan(criticalScore);
  });

  it('of qloguniform are as likely as the stretch that is rounded to them', () => {
    const [low, high] = [Math.log(2), Math.log(50)];
    const values = sample({ kind: 'qloguniform', minValue: low, maxValue: high, q: 10 });
    const below = (value: number): number => clamp((Math.log(value) - low) / (high - low));
    // What would be rounded to 0 lies outside, and becomes 10.
    const expected = [10, 20, 30, 40, 50].map((value): [number, number] => {
      return [value, below(value + 5) - (value === 10 ? 0 : below(value - 5))];
    });
    expect(chiSquareScore(values, new Map(expected))).toBeLessThan(criticalScore);
  });

  it.each<[string, ParameterExpression, DrawOptions | undefined, (value: number) => number]>([
    ['uniform', { kind: 'uniform', minValue: -2, maxValue: 5.8 }, undefined, (x) => clamp((x + 2) / 8)],
    ['loguniform', { kind: 'loguniform', minValue: -5.8, maxValue: 2 }, undefined, (x) => clamp((Math.log(x) + 6) / 8)],
    [
      'loguniform in another base',
      { kind: 'loguniform', minValue: -4, maxValue: 0 },
      { logBase: 9 },
      (x) => clamp((Math.log10(x) + 4) / 4),
    ],
    ['normal', { kind: 'normal', mu: 3.1, sigma: 2 }, undefined, (x) => normalDistribution((x - 3) / 2)],
    [
      'lognormal',
      { kind: 'lognormal', mu: 1, sigma: 0.53 },
      undefined,
      (x) => normalDistribution((Math.log(x) - 1) / 0.5),
    ],
  ])('of a %s that is slightly wrong are found out', (_name, expression, options, distribution) => {
    expect(kolmogorovSmirnov(sample(expression, options), distribution)).toBeGreaterThan(critical);
  });

  it.each<[string, (value: number) => number]>([
    ['rounded down', (value) => Math.floor(value * 4) / 4],
    ['never the upper bound', (value) => Math.min(0.75, Math.round(value * 4) / 4)],
    ['as likely at the bounds as inside', (value) => Math.min(1, Math.floor(value * 5) / 4)],
  ])('of a quniform that are %s are found out', (_name, quantize) => {
    const wrong = sample({ kind: 'uniform', minValue: 0, maxValue: 1 }).map(quantize);
    const stretches = [0, 0.25, 0.5, 0.75, 1].map((value): [number, number] => [value, value % 1 === 0 ? 0.125 : 0.25]);
    expect(chiSquareScore(wrong, new Map(stretches))).toBeGreaterThan(criticalScore);
  });

  it('stay inside the bounds and on the grid, whatever these are', () => {
    const bounds = fc.tuple(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(bounds, fc.constantFrom(1, 3, 0.1, 0.25, 50), fc.integer(), ([minValue, width], q, seed) => {
        const maxValue = minValue + width;
        const draw = createDraw({ kind: 'quniform', minValue, maxValue, q });
        const value = draw?.(createRandomSource(seed));
        const grid = createGridOfMultiples(q);
        if (typeof value !== 'number' || grid.firstFrom(minValue) > grid.lastUpTo(maxValue)) return;
        expect(value).toBeGreaterThanOrEqual(minValue);
        expect(value).toBeLessThanOrEqual(maxValue);
        expect(Number((Math.round(value / q) * q).toFixed(2))).toBe(value);
      }),
    );
  });

  it('of qloguniform reach both bounds that are multiples, however their logarithms were rounded', () => {
    const values = sample({ kind: 'qloguniform', minValue: Math.log(10), maxValue: Math.log(30), q: 10 });
    expect(new Set(values)).toEqual(new Set([10, 20, 30]));
    const inside = sample({ kind: 'qloguniform', minValue: Math.log(11), maxValue: Math.log(39), q: 10 });
    expect(new Set(inside)).toEqual(new Set([20, 30]));
    const decades = sample({ kind: 'qloguniform', minValue: 3, maxValue: 3.5, q: 1000 }, { logBase: 10 });
    expect(new Set(decades)).toEqual(new Set([1000, 2000, 3000]));
    const halves = sample({ kind: 'qloguniform', minValue: -2, maxValue: 0, q: 1 }, { logBase: 0.5 });
    expect(new Set(halves)).toEqual(new Set([1, 2, 3, 4]));
  });

  it('are what the formula gives where no multiple lies inside the bounds', () => {
    const values = (expression: ParameterExpression): ReadonlySet<number> => new Set(sample(expression));
    expect(values({ kind: 'qloguniform', minValue: -6, maxValue: -1, q: 1 })).toEqual(new Set([0]));
    expect(values({ kind: 'qloguniform', minValue: -1, maxValue: -0.1, q: 5 })).toEqual(new Set([0]));
    expect(values({ kind: 'quniform', minValue: 1, maxValue: 2, q: 5 })).toEqual(new Set([0]));
    expect(values({ kind: 'quniform', minValue: 2, maxValue: 3, q: 5 })).toEqual(new Set([0, 5]));
  });

  it('of a q so small that doubles cannot count the multiples are finite and inside the bounds', () => {
    for (const q of [5e-324, 1e-300]) {
      const values = sample({ kind: 'quniform', minValue: 1, maxValue: 9, q });
      expect(values.every((value) => value >= 1 && value <= 9)).toBe(true);
      expect(sample({ kind: 'qlognormal', mu: 20, sigma: 1, q }).every(Number.isFinite)).toBe(true);
    }
  });

  it('do not exist of an empty choice and of an unknown expression', () => {
    expect(createDraw({ kind: 'choice', values: [] })).toBeUndefined();
    expect(createDraw({ kind: 'unknown', raw: null })).toBeUndefined();
  });

  it('of bounds beyond the range of doubles are finite, and whole numbers beyond 2^53 are exact', () => {
    const wide = sample({ kind: 'uniform', minValue: -Number.MAX_VALUE, maxValue: Number.MAX_VALUE });
    expect(wide.every(Number.isFinite)).toBe(true);
    const draw = createDraw({ kind: 'randint', upper: 10n ** 30n });
    const random = createRandomSource(1);
    expect(Array.from({ length: 3 }, () => typeof draw?.(random))).toEqual(['bigint', 'bigint', 'bigint']);
  });

  it('of a choice are the very values that were listed', () => {
    const value = new Map([['layers', [64, 32]]]);
    const drawn = createDraw({ kind: 'choice', values: [value] })?.(createRandomSource(1));
    expect(isJsonObject(drawn) && drawn).toBe(value);
  });
});
