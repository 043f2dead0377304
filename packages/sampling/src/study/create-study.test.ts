import { HyperDriveConfigError, InvalidArgumentError } from '@hyperdrive-run/core';
import { BanditPolicy, choice, loguniform, quniform, randint, uniform } from '@hyperdrive-run/core/config';
import { describe, expect, it } from 'vitest';
import { createStudy } from './create-study.js';
import type { Study, StudySampling } from './study.js';
import type { StudySpace } from './trial-values.js';

const space = { x: uniform(0, 1), units: choice(16, 32, 64) };
const few = { a: choice('p', 'q'), b: choice(1, 2) };
const begin = (sampling: StudySampling = 'random') => createStudy({ space, sampling, goal: 'maximize', seed: 7 });

function asked<Space extends StudySpace>(study: Study<Space>) {
  const trial = study.ask();
  if (trial === undefined) throw new Error('the space has no further point');
  return trial;
}

describe('a study', () => {
  it.each(['random', 'sobol', 'bayesian'] as const)(
    'asks the same points of %s sampling for the same seed',
    (sampling) => {
      const points = () => {
        const study = begin(sampling);
        return Array.from({ length: 12 }, () => {
          const trial = asked(study);
          study.tell(trial, -((trial.values.x - 0.3) ** 2));
          return trial.values;
        });
      };
      expect(points()).toEqual(points());
    },
  );

  it('asks each point of a finite space once, also before any is told, and then none', () => {
    const study = createStudy({ space: few, sampling: 'grid', goal: 'minimize' });
    const points = Array.from({ length: 4 }, () => asked(study).values);
    expect(new Set(points.map((point) => JSON.stringify(point))).size).toBe(4);
    expect(study.ask()).toBeUndefined();
  });

  it('finds the best by the goal, of tied trials the first, and leaves out what is not to win', () => {
    const study = begin();
    const [first, second, third] = [asked(study), asked(study), asked(study)];
    study.report(third, 9);
    study.fail(third);
    study.tell(second, 5);
    study.tell(first, 5);
    expect(study.best()?.number).toBe(2);
    expect(study.best({ includeFailed: false })?.number).toBe(0);
  });

  it('takes NaN for no value, and an infinity for the best or the worst that there is', () => {
    const study = begin();
    study.tell(asked(study), Number.NaN);
    expect(study.best()).toBeUndefined();
    study.tell(asked(study), Number.NEGATIVE_INFINITY);
    expect(study.best()?.bestPrimaryMetric).toBe(Number.NEGATIVE_INFINITY);
    study.tell(asked(study), 0);
    expect(study.best()?.number).toBe(2);
    expect(study.trials.map(({ status }) => status)).toEqual(['Completed', 'Completed', 'Completed']);
  });

  it('stops a trial by the policy as it reports, and counts its end as canceled', () => {
    const policy = new BanditPolicy({ slackFactor: 0.1 });
    const study = createStudy({ space, sampling: 'random', goal: 'maximize', seed: 1, policy });
    const [good, bad] = [asked(study), asked(study)];
    expect(study.report(good, 0.9)).toBeUndefined();
    expect(study.report(bad, 0.5)).toMatchObject({ kind: 'bandit', stop: true, standing: 0.5, best: 0.9 });
    study.tell(bad);
    study.tell(good);
    expect(study.trials.map(({ status }) => status)).toEqual(['Completed', 'Canceled']);
  });

  it('starts with the points that it was given, and tries none again that is known', () => {
    const study = createStudy({
      space: few,
      sampling: 'grid',
      goal: 'maximize',
      startWith: [{ a: 'q', b: 2 }],
      known: [{ values: { a: 'p', b: 1 }, value: 3 }],
    });
    const values = [asked(study), asked(study), asked(study)].map((trial) => trial.values);
    expect(values).toEqual([
      { a: 'q', b: 2 },
      { a: 'p', b: 2 },
      { a: 'q', b: 1 },
    ]);
    expect(study.ask()).toBeUndefined();
  });

  it('gives whole numbers as numbers', () => {
    const whole = { n: randint(5), q: quniform(0, 10, 2) };
    const study = createStudy({ space: whole, sampling: 'sobol', goal: 'minimize', seed: 3 });
    const { values } = asked(study);
    expect([typeof values.n, typeof values.q]).toEqual(['number', 'number']);
  });

  it('refuses a trial that has ended, and a value that is no number', () => {
    const study = begin();
    const trial = asked(study);
    study.tell(trial, 1);
    expect(() => study.tell(trial, 2)).toThrow(InvalidArgumentError);
    expect(() => study.report({ number: 5 }, 2)).toThrow('trial.number is 5, but takes that of a trial that runs');
    // @ts-expect-error -- no number
    expect(() => study.tell(asked(study), '2')).toThrow('value is "2", but takes a number');
  });

  it.each<[string, () => unknown]>([
    [
      'space.x',
      () => createStudy({ space: { x: { ...uniform(0, 1), maxValue: -1 } }, sampling: 'random', goal: 'minimize' }),
    ],
    ['space.x', () => createStudy({ space: { x: loguniform(0, 1) }, sampling: 'bayesian', goal: 'minimize' })],
    [
      'startWith[0].x',
      () => createStudy({ space, sampling: 'random', goal: 'minimize', startWith: [{ x: 2, units: 16 }] }),
    ],
    [
      'policy',
      () =>
        createStudy({ space, sampling: 'bayesian', goal: 'minimize', policy: new BanditPolicy({ slackFactor: 1 }) }),
    ],
    // @ts-expect-error -- misspelt
    ['sampler', () => createStudy({ space, sampling: 'random', goal: 'minimize', sampler: 'grid' })],
  ])('refuses a fault at %s by its place', (place, create) => {
    const found = faultsOf(create);
    expect(
      found.some((path) => path.startsWith(place)),
      found.join(),
    ).toBe(true);
  });

  it.each<[string, () => unknown]>([
    // @ts-expect-error -- no sampling
    ['sampling', () => createStudy({ space, sampling: 'tpe', goal: 'minimize' })],
    // @ts-expect-error -- no goal
    ['goal', () => createStudy({ space, sampling: 'random', goal: 'best' })],
    ['seed', () => createStudy({ space, sampling: 'random', goal: 'minimize', seed: 0.5 })],
    // @ts-expect-error -- no object
    ['options', () => createStudy(undefined)],
  ])('refuses a wrong %s by its name', (option, create) => {
    expect(create).toThrow(expect.objectContaining({ code: 'invalid-argument', option }));
  });
});

function faultsOf(create: () => unknown): readonly string[] {
  try {
    create();
  } catch (error) {
    if (HyperDriveConfigError.isInstance(error)) return error.violations.map(({ path }) => path);
    throw error;
  }
  return [];
}
