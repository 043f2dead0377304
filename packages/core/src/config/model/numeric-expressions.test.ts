import { describe, expect, it } from 'vitest';
import { parameterExpressionToWire } from '../wire/parameter-expression-wire.js';
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
} from './numeric-expressions.js';

const ranges = [uniform, loguniform];
const quantizedRanges = [quniform, qloguniform];
const normals = [normal, lognormal];
const quantizedNormals = [qnormal, qlognormal];

describe('the numeric parameter expressions', () => {
  it('have the wire form that the service takes', () => {
    expect(parameterExpressionToWire(randint(5))).toEqual(['randint', [5]]);
    for (const make of ranges) expect(parameterExpressionToWire(make(-3, 0.5))).toEqual([make.name, [-3, 0.5]]);
    for (const make of normals) expect(parameterExpressionToWire(make(-3, 0.5))).toEqual([make.name, [-3, 0.5]]);
    for (const make of quantizedRanges)
      expect(parameterExpressionToWire(make(0, 10, 2))).toEqual([make.name, [0, 10, 2]]);
    for (const make of quantizedNormals)
      expect(parameterExpressionToWire(make(0, 10, 2))).toEqual([make.name, [0, 10, 2]]);
  });

  it('keep integers beyond 2^53', () => {
    expect(uniform(0, 2n ** 60n)).toEqual({ kind: 'uniform', minValue: 0, maxValue: 2n ** 60n });
    expect(randint(2n ** 60n)).toEqual({ kind: 'randint', upper: 2n ** 60n });
  });

  it.each([0, -1, 2.5, Number.NaN, Number.POSITIVE_INFINITY, 0n])(
    'refuse an upper bound of %s for randint',
    (upper) => {
      expect(() => randint(upper)).toThrow('randint.upper is');
    },
  );

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuse %s as any bound', (bound) => {
    for (const make of [...ranges, ...normals]) {
      expect(() => make(bound, 1)).toThrow('but takes a finite number');
      expect(() => make(0, bound)).toThrow('but takes a finite number');
    }
  });

  it('refuse an empty interval, but for exponents that are equal', () => {
    expect(() => uniform(1, 1)).toThrow('uniform.minValue is 1, but takes a number below maxValue, which is 1');
    expect(() => quniform(2, 1, 1)).toThrow('quniform.minValue is 2');
    expect(() => loguniform(1, 0)).toThrow('loguniform.minValue is 1, but takes a number at most maxValue');
    expect(() => qloguniform(1, 0, 1)).toThrow('qloguniform.minValue is 1');
    expect(loguniform(1, 1)).toEqual({ kind: 'loguniform', minValue: 1, maxValue: 1 });
    expect(qloguniform(1, 1, 1)).toEqual({ kind: 'qloguniform', minValue: 1, maxValue: 1, q: 1 });
  });

  it('refuse a negative deviation and take 0', () => {
    for (const make of normals) expect(() => make(0, -0.1)).toThrow(`${make.name}.sigma is -0.1`);
    for (const make of quantizedNormals) expect(() => make(0, -0.1, 1)).toThrow(`${make.name}.sigma is -0.1`);
    expect(normal(1, 0)).toEqual({ kind: 'normal', mu: 1, sigma: 0 });
  });

  it.each([0, -1, -0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuse a q of %s', (q) => {
    for (const make of [...quantizedRanges, ...quantizedNormals]) {
      expect(() => make(0, 1, q)).toThrow(`${make.name}.q is ${q}, but takes a finite number above 0`);
    }
  });

  it.each([0.5, 0.1, 1e-7, 3, 2n ** 60n])('take a q of %s', (q) => {
    for (const make of [...quantizedRanges, ...quantizedNormals]) {
      expect(parameterExpressionToWire(make(0, 1, q))).toEqual([make.name, [0, 1, q]]);
    }
  });

  it('refuse text and booleans where a number is taken', () => {
    // @ts-expect-error -- text is no number
    expect(() => uniform('0', 1)).toThrow('uniform.minValue is "0"');
    // @ts-expect-error -- a boolean is no number
    expect(() => randint(true)).toThrow('randint.upper is true');
  });

  it('list all faults at once', () => {
    // @ts-expect-error -- text is no number
    expect(() => qnormal('a', -1, 0)).toThrow(
      expect.objectContaining({
        violations: [
          { path: 'qnormal.mu', got: '"a"', takes: 'a finite number' },
          { path: 'qnormal.sigma', got: '-1', takes: 'a finite number of at least 0' },
          { path: 'qnormal.q', got: '0', takes: 'a finite number above 0' },
        ],
      }),
    );
  });
});
