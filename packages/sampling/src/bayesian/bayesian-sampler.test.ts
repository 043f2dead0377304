import type { ParameterExpression } from '@hyperdrive-run/core/config';
import { writeJson } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { divergingBowl, measure, type TestFunction, testFunctions } from '../__fixtures__/test-functions.js';
import { createRandomSampler } from '../random/random-sampler.js';
import { createRandomSource } from '../random/random-source.js';
import type { Observation, Sampler } from '../sampler.js';
import { createSobolSampler } from '../sobol/sobol-sampler.js';
import { createBayesianSampler } from './bayesian-sampler.js';

const branin: TestFunction | undefined = testFunctions[0];
const space = branin?.space ?? new Map<string, ParameterExpression>();
const seeds = [1, 2, 3, 4, 5, 6, 7];

function search(sampler: Sampler, trials: number, noise = 0): Observation[] {
  const random = createRandomSource(99);
  const observations: Observation[] = [];
  for (let trial = 0; trial < trials; trial += 1) {
    const point = sampler.nextPoint(trial, observations);
    if (branin === undefined || point === undefined) break;
    observations.push({ point, value: measure({ ...branin, noise }, point, random), ended: true });
  }
  return observations;
}

/** How far the median of several searches is above the lowest value that there is. */
function medianRegret(create: (seed: number) => Sampler, trials: number): number {
  const regrets = seeds.map((seed) => {
    const values = search(create(seed), trials).map(({ value = Number.POSITIVE_INFINITY }) => value);
    return Math.min(...values) - (branin?.minimum ?? 0);
  });
  return regrets.toSorted((a, b) => a - b)[3] ?? Number.POSITIVE_INFINITY;
}

const bayesian = (seed: number): Sampler => createBayesianSampler({ space, goal: 'minimize', seed });

describe('Bayesian sampling', () => {
  it('finds what random sampling does not, in as many trials', () => {
    const [chosen, drawn] = [medianRegret(bayesian, 25), medianRegret((seed) => createRandomSampler(space, seed), 25)];
    expect(chosen).toBeLessThan(0.1);
    expect(drawn).toBeGreaterThan(0.3);
  });

  it('begins with points of a Sobol sequence, until enough trials have a value', () => {
    const sobol = createSobolSampler(space, 4);
    const failed = Array.from({ length: 8 }, (_, trial): Observation => {
      return { point: sobol.nextPoint(trial, []) ?? new Map(), ended: true };
    });
    expect(bayesian(4).nextPoint(8, failed)).toEqual(sobol.nextPoint(8, []));
    const observations = search(bayesian(4), 5);
    expect(observations.map(({ point }) => point)).toEqual([0, 1, 2, 3, 4].map((trial) => sobol.nextPoint(trial, [])));
    expect(bayesian(4).nextPoint(5, observations)).not.toEqual(sobol.nextPoint(5, []));
  });

  it('takes long only where it makes a model', () => {
    const sampler = bayesian(4);
    const observations = search(bayesian(4), 6);
    expect(observations.map((_, trial) => sampler.takesLong?.(observations.slice(0, trial)))).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
    expect(sampler.takesLong?.(observations.map((one): Observation => ({ ...one, ended: false })))).toBe(false);
    expect(createRandomSampler(space, 4).takesLong).toBeUndefined();
  });

  it('chooses the same point for the same seed and observations, whatever was asked for before', () => {
    const observations = search(bayesian(9), 12);
    const last = observations.at(-1);
    expect(bayesian(9).nextPoint(11, observations.slice(0, 11))).toEqual(last?.point);
    expect(bayesian(10).nextPoint(11, observations.slice(0, 11))).not.toEqual(last?.point);
  });

  it('seeks the highest value under the other goal', () => {
    const observations = search(bayesian(2), 10);
    const mirrored = observations.map(({ value = 0, ...rest }): Observation => ({ ...rest, value: -value }));
    const maximizing = createBayesianSampler({ space, goal: 'maximize', seed: 2 });
    expect(maximizing.nextPoint(10, mirrored)).toEqual(bayesian(2).nextPoint(10, observations));
  });

  it('keeps trials that run at the same time apart', () => {
    const observations = search(bayesian(3), 10);
    const running: Observation[] = [];
    for (let trial = 10; trial < 14; trial += 1) {
      const point = bayesian(3).nextPoint(trial, [...observations, ...running]) ?? new Map();
      running.push({ point, ended: false });
    }
    const places = running.map(({ point }) => [Number(point.get('x')) / 15, Number(point.get('y')) / 15]);
    for (const [index, [x = 0, y = 0]] of places.entries()) {
      for (const [otherX = 0, otherY = 0] of places.slice(0, index)) {
        expect(Math.hypot(x - otherX, y - otherY)).toBeGreaterThan(0.02);
      }
    }
  });

  it('goes on at once from what earlier sweeps found', () => {
    const earlier = search(bayesian(6), 25);
    const best = Math.min(...earlier.map(({ value = 0 }) => value));
    const point = createBayesianSampler({ space, goal: 'minimize', seed: 77 }).nextPoint(0, earlier) ?? new Map();
    expect(branin?.value(point)).toBeLessThan(best + 3);
  });

  it.each([
    ['small', [1, 2, 3, 4]],
    // Too many to be looked at whole.
    ['larger', Array.from({ length: 700 }, (_, index) => index)],
  ])('tries every point of a %s space once, and then ends', (_, numbers) => {
    const finite = new Map<string, ParameterExpression>([
      ['n', { kind: 'choice', values: numbers }],
      ['c', { kind: 'choice', values: ['a', 'b', 'c'] }],
    ]);
    const sampler = createBayesianSampler({ space: finite, goal: 'minimize', seed: 1 });
    const all = numbers.flatMap((n) =>
      ['a', 'b', 'c'].map(
        (c) =>
          new Map<string, number | string>([
            ['n', n],
            ['c', c],
          ]),
      ),
    );
    // All but nine were tried in an earlier sweep.
    const observations = all.slice(9).map((point): Observation => ({ point, value: 2, ended: true }));
    for (let trial = 0; trial < 9; trial += 1) {
      const point = sampler.nextPoint(trial, observations) ?? new Map();
      observations.push({ point, value: Number(point.get('n')), ended: true });
    }
    expect(new Set(observations.map(({ point }) => writeJson(point))).size).toBe(all.length);
    expect(sampler.nextPoint(9, observations)).toBeUndefined();
  });

  it('finds the lowest point to five digits where a fifth of the trials diverge, however far', () => {
    const searched = [100, 1e6].map((loss) =>
      [0, 1, 2].map((seed) => {
        const { space: bowl, value } = divergingBowl(loss);
        const sampler = createBayesianSampler({ space: bowl, goal: 'minimize', seed });
        const observations: Observation[] = [];
        for (let trial = 0; trial < 30; trial += 1) {
          const point = sampler.nextPoint(trial, observations) ?? new Map();
          observations.push({ point, value: value(point), ended: true });
        }
        return Math.min(...observations.map((observation) => observation.value ?? Number.POSITIVE_INFINITY));
      }),
    );
    for (const regrets of searched) expect(regrets.toSorted((a, b) => a - b)[1]).toBeLessThan(1e-5);
    // That a trial diverged says it all.
    expect(searched[0]).toEqual(searched[1]);
  });

  it('does not stumble over equal, extreme or missing values', () => {
    const points = search(bayesian(8), 20).map(({ point }) => point);
    for (const value of [() => 1, (n: number) => (n % 2 === 0 ? 1e308 : -1e308), (n: number) => n * 1e-300]) {
      const observations = points.map(
        (point, n): Observation => ({ point, value: n % 5 === 4 ? undefined : value(n), ended: true }),
      );
      const point = bayesian(8).nextPoint(20, [...observations, ...observations.slice(0, 3)]);
      expect([...(point?.values() ?? [])].every((coordinate) => Number.isFinite(coordinate))).toBe(true);
    }
  });
});
