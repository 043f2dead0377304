import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice } from '../config/model/choice.js';
import {
  lognormal,
  loguniform,
  normal,
  qlognormal,
  qloguniform,
  qnormal,
  quniform,
  randint,
  uniform,
} from '../config/model/numeric-expressions.js';
import { type ParameterExpression } from '../config/model/parameter-expression.js';
import { GridParameterSampling, RandomParameterSampling } from '../config/model/sampling.js';
import { UnknownSampling } from '../config/model/unknown-sampling.js';
import { finiteValues } from './finite-values.js';
import { searchSpaceSize } from './search-space-size.js';

const sizeOf = (...expressions: ParameterExpression[]): bigint | undefined =>
  searchSpaceSize(new RandomParameterSampling(new Map(expressions.map((each, index) => [`p${index}`, each]))));

describe('the size of a search space', () => {
  it('is the product of how many values there are of each hyperparameter', () => {
    expect(sizeOf(choice(1, 2), choice('x', 'y'))).toBe(4n);
    expect(sizeOf(randint(5), quniform(0, 1, 0.1), qloguniform(0, 2, 1))).toBe(5n * 11n * 7n);
    expect(searchSpaceSize(new GridParameterSampling({ a: choice(1, 2, 3) }))).toBe(3n);
  });

  it('counts equal values once', () => {
    expect(sizeOf(choice([1, 1.0, 1]))).toBe(1n);
    expect(
      sizeOf(
        choice([
          [1, 2],
          [1, 2],
          [2, 1],
        ]),
      ),
    ).toBe(2n);
    expect(sizeOf(choice([{ a: 1, b: 2 }, { b: 2, a: 1 }, '1', 1]))).toBe(3n);
  });

  it('counts the multiples that the bounds leave', () => {
    expect(sizeOf(quniform(0.1, 0.7, 0.2))).toBe(3n);
    expect(sizeOf(quniform(0, 1, 0.5))).toBe(3n);
    // No multiple lies inside: the formula gives 0.
    expect(sizeOf(qloguniform(-6, -1, 1))).toBe(1n);
    const decades = new RandomParameterSampling({ x: qloguniform(3, 3.5, 1000) }, { logbase: 10 });
    expect(searchSpaceSize(decades)).toBe(3n);
  });

  it('is by the base of the logarithm that the sampling says', () => {
    const sizeBy = (logbase?: 'e' | 2 | 10): bigint | undefined =>
      searchSpaceSize(new RandomParameterSampling({ x: qloguniform(0, 2, 1) }, { logbase }));
    expect([sizeBy(), sizeBy('e'), sizeBy(2), sizeBy(10)]).toEqual([7n, 7n, 4n, 100n]);
  });

  it('is that of whole numbers of any size, without a look at any of them', () => {
    expect(sizeOf(...Array.from({ length: 50 }, () => randint(10n ** 30n)))).toBe(10n ** 1500n);
    expect(sizeOf(quniform(0, 2 ** 40, 1), quniform(-(2 ** 40), 0, 1))).toBe((2n ** 40n + 1n) ** 2n);
  });

  it('has no end where any of the expressions has none', () => {
    for (const endless of [uniform(0, 1), loguniform(0, 1), normal(0, 1), lognormal(0, 1), qnormal(0, 1, 1)]) {
      expect(sizeOf(choice(1, 2), endless)).toBeUndefined();
    }
    expect(sizeOf(qlognormal(0, 1, 1))).toBeUndefined();
    expect(sizeOf(qloguniform(0, 800, 1))).toBeUndefined();
    expect(searchSpaceSize(new UnknownSampling('OTHER', null))).toBeUndefined();
  });

  it('counts the one value that a width of 0 leaves', () => {
    expect(sizeOf(loguniform(2, 2), normal(3, 0), lognormal(1, 0), qnormal(3, 0, 2), qlognormal(1, 0, 1))).toBe(1n);
    expect(finiteValues(lognormal(0, 0))?.at(0n)).toBe(1);
    expect(finiteValues(qnormal(3, 0, 5))?.at(0n)).toBe(5);
    expect(finiteValues(loguniform(2, 2), 10)?.at(0n)).toBe(100);
  });

  it('counts multiples as whole numbers do, and finds each of them by its number and the number by the value', () => {
    const bound = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(
        bound,
        fc.nat(400),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 6 }),
        (low, width, q, places) => {
          const written = (ticks: number): number => Number(`${ticks}e-${places}`);
          const wanted: number[] = [];
          for (let ticks = low; ticks <= low + width; ticks += 1) if (ticks % q === 0) wanted.push(written(ticks) + 0);
          fc.pre(wanted.length > 0 && width > 0);
          const values = finiteValues(quniform(written(low), written(low + width), written(q)));
          const found = Array.from({ length: Number(values?.count) }, (_, index) => values?.at(BigInt(index)));
          expect(found).toEqual(wanted);
          expect(wanted.map((value) => values?.indexOf(value))).toEqual(wanted.map((_, index) => BigInt(index)));
          expect(
            [written(low - q), written(low + width + q), 'x', null].map((other) => values?.indexOf(other)),
          ).toEqual(Array(4).fill(undefined));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('knows which whole numbers are values', () => {
    const values = finiteValues(randint(3));
    expect([0, 2n, 3, -1, 0.5, '1', null].map((value) => values?.indexOf(value))).toEqual([
      0n,
      2n,
      ...Array(5).fill(undefined),
    ]);
    expect([finiteValues(randint(2n ** 60n))?.at(2n ** 59n), values?.at(1n)]).toEqual([2n ** 59n, 1]);
  });

  it('counts as many multiples as doubles tell apart, where they are few', () => {
    const values = finiteValues(quniform(1e16, 1e16 + 10, 1));
    expect(values?.count).toBe(6n);
    expect(values?.at(1n)).toBe(1e16 + 2);
  });
});
