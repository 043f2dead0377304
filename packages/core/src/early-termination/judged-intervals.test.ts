import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgedIntervals } from './judged-intervals.js';

it('are the multiples of the interval that are reached or crossed, from the delay on', () => {
  expect(judgedIntervals({ evaluationInterval: 2, delayEvaluation: 5 }, 3, 9)).toEqual([6, 8]);
  expect(judgedIntervals({ evaluationInterval: 5, delayEvaluation: 5 }, 4, 5)).toEqual([5]);
  expect(judgedIntervals({ evaluationInterval: 5, delayEvaluation: 0 }, 5, 9)).toEqual([]);
  expect(judgedIntervals({ evaluationInterval: 1, delayEvaluation: 0 }, 0, 2)).toEqual([1, 2]);
});

it('are the same in one batch and value by value', () => {
  const numbers = fc.record({
    evaluationInterval: fc.integer({ min: 1, max: 7 }),
    delayEvaluation: fc.nat(20),
    before: fc.nat(20),
    count: fc.nat(20),
  });
  fc.assert(
    fc.property(numbers, ({ before, count, ...policy }) => {
      const steps = Array.from({ length: count }, (_, at) => before + at);
      const singly = steps.flatMap((at) => judgedIntervals(policy, at, at + 1));
      expect(judgedIntervals(policy, before, before + count)).toEqual(singly);
      expect(singly.every((at) => at % policy.evaluationInterval === 0 && at >= policy.delayEvaluation)).toBe(true);
    }),
  );
});
