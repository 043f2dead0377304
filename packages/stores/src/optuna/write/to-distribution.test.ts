import {
  choice,
  loguniform,
  normal,
  type ParameterExpression,
  qloguniform,
  quniform,
  randint,
  uniform,
} from '@hyperdrive-run/core/config';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDistribution } from '../model/distribution.js';
import { toDistribution } from './to-distribution.js';

const expressions: readonly (ParameterExpression | undefined)[] = [
  uniform(-1, 1),
  quniform(0, 10, 2),
  loguniform(-6, 2),
  qloguniform(0, 4, 1),
  randint(5),
  normal(0, 1),
  undefined,
];

it('contains every number that was tried, also outside of the search space', () => {
  const number = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
  fc.assert(
    fc.property(fc.constantFrom(...expressions), fc.array(number, { minLength: 1 }), (expression, values) => {
      const { json, internalOf } = toDistribution(expression, values);
      const distribution = parseDistribution(json);
      if (distribution.kind === 'categorical') throw new Error('a range of numbers became a list');
      for (const value of values) {
        expect(internalOf(value)).toBe(value);
        expect(value).toBeGreaterThanOrEqual(Number(distribution.low));
        expect(value).toBeLessThanOrEqual(Number(distribution.high));
        // Optuna takes whole numbers alone for the one, and only those above 0 on a logarithmic scale.
        if (distribution.kind === 'int') expect(Number.isInteger(value)).toBe(true);
        if (distribution.isLog) expect(value).toBeGreaterThan(0);
      }
    }),
  );
});

it('is as wide as the search space where every value lies in it', () => {
  expect(parseDistribution(toDistribution(uniform(-1, 1), [0]).json)).toMatchObject({
    kind: 'float',
    low: -1,
    high: 1,
  });
  expect(parseDistribution(toDistribution(randint(5), [2]).json)).toMatchObject({
    kind: 'int',
    low: 0,
    high: 4,
    step: 1,
  });
  expect(parseDistribution(toDistribution(quniform(0, 10, 2), [4]).json)).toMatchObject({ low: 0, high: 10, step: 2 });
  expect(parseDistribution(toDistribution(loguniform(0, 1), [2]).json)).toMatchObject({
    low: 1,
    high: Math.E,
    isLog: true,
  });
});

it('keeps values of any type apart, those of the space first', () => {
  const { json, internalOf } = toDistribution(choice('sgd', 1, true), ['1', 'sgd', null]);
  expect(parseDistribution(json)).toEqual({ kind: 'categorical', choices: ['sgd', 1, true, '1', null] });
  expect(['sgd', 1, true, '1', null].map(internalOf)).toEqual([0, 1, 2, 3, 4]);
});

it('lists what is no range of numbers', () => {
  const { json, internalOf } = toDistribution(undefined, ['text', 3]);
  expect(parseDistribution(json)).toEqual({ kind: 'categorical', choices: ['text', 3] });
  expect(internalOf(3)).toBe(1);
});
