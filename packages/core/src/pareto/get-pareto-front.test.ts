import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import type { PrimaryMetricGoal } from '../ranking/primary-metric.js';
import { getParetoFront, type ParetoCandidate } from './get-pareto-front.js';

/** The definition, word by word: every candidate is compared with every other one. */
function frontByDefinition<T extends ParetoCandidate>(
  candidates: readonly T[],
  goals: readonly PrimaryMetricGoal[],
): T[] {
  const counts = candidates.filter(
    ({ values, isFeasible = true }) =>
      isFeasible && values.every((value) => value !== undefined && !Number.isNaN(value)),
  );
  const isBetter = (a: T, b: T, at: number): boolean => {
    const [mine, other] = [a.values[at] ?? Number.NaN, b.values[at] ?? Number.NaN];
    return goals[at] === 'maximize' ? mine > other : mine < other;
  };
  const dominates = (a: T, b: T): boolean =>
    goals.some((_, at) => isBetter(a, b, at)) && goals.every((_, at) => !isBetter(b, a, at));
  return counts.filter((one) => !counts.some((other) => dominates(other, one)));
}

const goal = fc.constantFrom<PrimaryMetricGoal>('maximize', 'minimize');
// Few different values, so that ties are usual.
const value = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -3, max: 3 }) },
  { weight: 2, arbitrary: fc.double() },
  fc.constantFrom(-0, Infinity, -Infinity, Number.NaN, undefined),
);
const search = fc.integer({ min: 1, max: 4 }).chain((objectives) =>
  fc.record({
    goals: fc.array(goal, { minLength: objectives, maxLength: objectives }),
    candidates: fc.array(
      fc.record(
        {
          values: fc.array(value, { minLength: objectives, maxLength: objectives }),
          isFeasible: fc.option(fc.boolean(), { nil: undefined, freq: 3 }),
        },
        { requiredKeys: ['values'] },
      ),
      { maxLength: 40 },
    ),
  }),
);

describe('getParetoFront', () => {
  it('is what the definition says, in the order given', () => {
    fc.assert(
      fc.property(search, ({ goals, candidates }) => {
        expect(getParetoFront(candidates, goals)).toEqual(frontByDefinition(candidates, goals));
      }),
      { numRuns: 500 },
    );
  });

  it('is the best candidates, ties all in, of one objective', () => {
    const candidates = [3, 1, 4, 1, 5].map((one, id) => ({ id, values: [one] }));
    expect(getParetoFront(candidates, ['minimize']).map(({ id }) => id)).toEqual([1, 3]);
  });

  it('gives back the objects that it was given', () => {
    const one = { name: 'a', values: [1, 2] };
    const [found] = getParetoFront(new Set([one]), ['minimize', 'maximize']);
    expect(found).toBe(one);
    expect(getParetoFront([], ['minimize'])).toEqual([]);
  });

  it('takes no time that grows with the square of what it is given, for two objectives', () => {
    // All of them are on the front: compared with each other they would be five thousand million pairs.
    const candidates = Array.from({ length: 100_000 }, (_, index) => ({ values: [index, -index] }));
    expect(getParetoFront(candidates, ['minimize', 'minimize'])).toHaveLength(100_000);
  });

  it('has all of equal candidates, by as many objectives as there are', () => {
    const candidates = [
      [1, 2, 3],
      [2, 2, 2],
      [1, 2, 3],
      [1, 2, 4],
    ].map((values, id) => ({ id, values }));
    const idsOf = (...goals: PrimaryMetricGoal[]): number[] =>
      getParetoFront(
        candidates.map(({ id, values }) => ({ id, values: values.slice(0, goals.length) })),
        goals,
      ).map(({ id }) => id);
    expect(idsOf('minimize', 'minimize', 'minimize')).toEqual([0, 1, 2]);
    expect(idsOf('minimize', 'minimize')).toEqual([0, 2, 3]);
    expect(idsOf('maximize')).toEqual([1]);
  });

  it('leaves out a candidate with a value that is no number', () => {
    // @ts-expect-error -- wrong on purpose
    expect(getParetoFront([{ values: ['1'] }, { values: [null] }, { values: [2] }], ['minimize'])).toEqual([
      { values: [2] },
    ]);
  });

  it('refuses what is no goal, none at all, and a candidate with another number of values', () => {
    expect(() => getParetoFront([], [])).toThrow(
      new InvalidArgumentError({ option: 'goals', got: [], takes: 'a list of at least one goal' }),
    );
    // @ts-expect-error -- wrong on purpose
    expect(() => getParetoFront([], 'minimize')).toThrow('goals is');
    // @ts-expect-error -- wrong on purpose
    expect(() => getParetoFront([], ['most'])).toThrow("takes 'maximize' or 'minimize'");
    expect(() => getParetoFront([{ values: [1, 2] }, { values: [1] }], ['minimize', 'minimize'])).toThrow(
      'but takes a list of 2 values, one for each goal',
    );
    expect(() => getParetoFront([{ values: [1] }], ['minimize', 'minimize'])).toThrow('candidates[0].values');
    // @ts-expect-error -- wrong on purpose
    expect(() => getParetoFront([{ values: [1] }, 5], ['minimize'])).toThrow('candidates[1] is 5');
  });
});
