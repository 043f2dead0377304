import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addOverPairs, sumOverAxes } from './axis-sums.js';

const numbers = (length: number) =>
  fc
    .array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: length, maxLength: length })
    .map((list) => Float64Array.from(list));
const cases = fc
  .tuple(fc.integer({ min: 1, max: 13 }), fc.integer({ min: 0, max: 11 }))
  .chain(([count, pairs]) =>
    fc.record({ weights: numbers(count), factors: numbers(pairs), distances: numbers(count * pairs) }),
  );

it('the sums over axes and over pairs have every digit of plain loops', () => {
  fc.assert(
    fc.property(cases, ({ weights, factors, distances }) => {
      const count = weights.length;
      const ofPairs = new Float64Array(factors.length);
      sumOverAxes(weights, distances, ofPairs);
      for (const [pair, sum] of ofPairs.entries()) {
        const own = distances.subarray(pair * count, (pair + 1) * count);
        expect(sum).toBe(own.reduce((total, distance, axis) => total + (weights[axis] ?? 0) * distance, 0));
      }
      const ofAxes = new Float64Array(count).fill(0.1);
      addOverPairs(factors, weights, distances, ofAxes);
      for (const [axis, sum] of ofAxes.entries()) {
        const part = (factor: number, pair: number): number =>
          factor * (weights[axis] ?? 0) * (distances[pair * count + axis] ?? 0);
        expect(sum).toBe(factors.reduce((total, factor, pair) => total + part(factor, pair), 0.1));
      }
    }),
  );
});
