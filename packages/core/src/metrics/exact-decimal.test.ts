import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  decimalToNumber,
  divideDecimals,
  multiplyDecimals,
  subtractDecimals,
  toExactDecimal,
} from './exact-decimal.js';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const wholes = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
/** A whole number of 10^-places, as people write it. */
const written = (digits: bigint, places: number): number => Number(`${digits}e-${places}`);
const of = toExactDecimal;

describe('an exact decimal', () => {
  it('is the number that people see, of every double', () => {
    fc.assert(
      fc.property(finite, (value) => {
        expect(decimalToNumber(of(value))).toBe(value + 0);
      }),
    );
    expect(of(0.1)).toEqual({ digits: 1n, exponent: -1 });
    expect(of(1.5e-7)).toEqual({ digits: 15n, exponent: -8 });
    expect(of(-1e21)).toEqual({ digits: -1n, exponent: 21 });
  });

  it('adds, subtracts, multiplies and compares as whole numbers do', () => {
    const places = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(wholes, places, wholes, places, (a, aPlaces, b, bPlaces) => {
        const [left, right] = [of(written(a, aPlaces)), of(written(b, bPlaces))];
        const [x, y] = [a * 10n ** BigInt(3 - aPlaces), b * 10n ** BigInt(3 - bPlaces)];
        const isSame = (got: typeof left, digits: bigint, exponent: number): void => {
          expect(compareDecimals(got, { digits, exponent })).toBe(0);
        };
        isSame(addDecimals(left, right), x + y, -3);
        isSame(subtractDecimals(left, right), x - y, -3);
        isSame(multiplyDecimals(left, right), x * y, -6);
        expect(Math.sign(compareDecimals(left, right))).toBe(x < y ? -1 : Number(x > y));
      }),
    );
  });

  it('divides into the double of the quotient, which of a product is the factor', () => {
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        fc.pre(b !== 0);
        expect(divideDecimals(multiplyDecimals(of(a), of(b)), of(b))).toBe(a + 0);
      }),
    );
    expect([divideDecimals(of(2), of(3)), divideDecimals(of(-1), of(0.3))]).toEqual([2 / 3, -10 / 3]);
    expect(divideDecimals(of(0), of(-3))).toBe(0);
  });

  it('has no more digits than the distance of the largest from the smallest double asks for', () => {
    const sum = addDecimals(of(Number.MAX_VALUE), of(Number.MIN_VALUE));
    expect(String(sum.digits).length).toBeLessThan(640);
    expect(compareDecimals(sum, of(Number.MAX_VALUE))).toBe(1);
  });
});
