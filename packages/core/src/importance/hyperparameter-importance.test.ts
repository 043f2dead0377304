import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice } from '../config/model/choice.js';
import { loguniform, uniform } from '../config/model/numeric-expressions.js';
import type { ParameterExpression } from '../config/model/parameter-expression.js';
import type { ParameterSpace } from '../config/model/parameter-space.js';
import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import type { JsonValue } from '../json/json-value.js';
import { hyperparameterImportance, type MeasuredTrial } from './hyperparameter-importance.js';
import { seededRandom } from './seeded-random.js';

type Point = Readonly<Record<string, JsonValue>>;

/** Trials at points that are drawn from a seed, judged by a function of them. */
function trialsOf<P extends Point>(
  count: number,
  draw: (random: () => number) => P,
  judge: (point: P) => number,
): MeasuredTrial[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, () => {
    const point = draw(random);
    return { hyperparameters: new Map(Object.entries(point)), value: judge(point) };
  });
}

const sharesOf = (report: ReturnType<typeof hyperparameterImportance>) =>
  new Map(report.importances.map(({ name, share }) => [name, share]));

const square = (random: () => number) => ({ x: random(), y: random() });

describe('how much hyperparameters matter', () => {
  it('is as the squares of the slopes where the metric is a plane', () => {
    // Over the unit square the variance of 2x + y is (4 + 1) / 12: four fifths of it are of x.
    const report = hyperparameterImportance(trialsOf(300, square, ({ x, y }) => 2 * x + y));
    expect(sharesOf(report).get('x')).toBeCloseTo(0.8, 1);
    expect(report.importances.map(({ name }) => name)).toEqual(['x', 'y']);
    expect(report).toMatchObject({ verdict: 'clear', trials: 300, leftOut: [] });
    expect(report.explained).toBeGreaterThan(0.9);
  });

  it('is nothing for what does not count, and all for what does alone', () => {
    const draw = (random: () => number) => ({ x: random(), noise: random(), fixed: 3 });
    const shares = sharesOf(hyperparameterImportance(trialsOf(200, draw, ({ x }) => Math.sin(6 * x))));
    expect(shares.get('x')).toBeGreaterThan(0.97);
    expect(shares.get('noise')).toBeLessThan(0.03);
    expect(shares.get('fixed')).toBe(0);
  });

  it('is as the variances of what each value brings, for values without an order', () => {
    const bonus = new Map([
      ['a', 0],
      ['b', 3],
      ['c', 0],
    ]);
    const draw = (random: () => number) => ({ kind: ['a', 'b', 'c'][Math.floor(random() * 3)] ?? 'a', x: random() });
    const trials = trialsOf(400, draw, ({ kind, x }) => (bonus.get(kind) ?? 0) + 3 * x);
    // The bonus has the variance 2, three times a uniform number 9 / 12.
    expect(sharesOf(hyperparameterImportance(trials)).get('kind')).toBeCloseTo(2 / 2.75, 1);
  });

  it('counts what only a combination explains as the part of none, but in the impurity', () => {
    const either = ({ x, y }: { readonly x: number; readonly y: number }) => Number(x > 0.5 !== y > 0.5);
    const report = hyperparameterImportance(trialsOf(400, square, either));
    expect(report.importances.map(({ impurity }) => impurity).every((impurity) => impurity > 0.3)).toBe(true);
    expect(report.explained).toBeGreaterThan(0.8);
  });

  it('is measured along the logarithm where the space chooses by that', () => {
    const draw = (random: () => number) => ({ lr: 10 ** (-5 + 5 * random()), y: random() });
    const trials = trialsOf(300, draw, ({ lr, y }) => Math.log10(lr) + 5 * y);
    const parameterSpace: ParameterSpace = new Map<string, ParameterExpression>([
      ['lr', loguniform(Math.log(1e-5), 0)],
      ['y', uniform(0, 1)],
    ]);
    expect(sharesOf(hyperparameterImportance(trials, { parameterSpace })).get('lr')).toBeCloseTo(0.5, 1);
    // On a linear axis nearly all of the space is where lr is near 1.
    expect(sharesOf(hyperparameterImportance(trials)).get('lr')).toBeLessThan(0.2);
  });

  it('takes the numbers of a choice as values without an order', () => {
    const sizes = [16, 32, 64];
    const draw = (random: () => number) => ({ batch: sizes[Math.floor(random() * 3)] ?? 16, y: random() });
    const trials = trialsOf(300, draw, ({ batch, y }) => Number(batch === 32) + y);
    const parameterSpace = new Map([['batch', choice(sizes)]]);
    const share = sharesOf(hyperparameterImportance(trials, { parameterSpace })).get('batch');
    // A third of the space has 1: the variance 2 / 9, beside 1 / 12.
    expect(share).toBeCloseTo(2 / 9 / (2 / 9 + 1 / 12), 1);
  });

  it('says when there are too few trials to tell', () => {
    expect(hyperparameterImportance(trialsOf(19, square, ({ x }) => x)).verdict).toBe('too-few-trials');
    const many = (random: () => number) =>
      Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`h${i}`, random()]));
    expect(hyperparameterImportance(trialsOf(39, many, ({ h0 = 0 }) => h0)).verdict).toBe('too-few-trials');
    expect(hyperparameterImportance(trialsOf(40, many, ({ h0 = 0 }) => h0)).verdict).toBe('clear');
  });

  it('says when the trials are noise', () => {
    const random = seededRandom(11);
    expect(hyperparameterImportance(trialsOf(200, square, () => random())).verdict).toBe('unexplained');
  });

  it('leaves out trials without a finite value, and names what only some trials have', () => {
    const trials: MeasuredTrial[] = [
      ...trialsOf(30, square, ({ x }) => x),
      { hyperparameters: new Map([['x', 1]]), value: 1 },
      { hyperparameters: new Map([['x', 1]]), value: Number.NaN },
      { hyperparameters: new Map([['z', 1]]), value: Number.POSITIVE_INFINITY },
    ];
    const report = hyperparameterImportance(trials);
    expect([report.trials, report.leftOut, report.importances.map(({ name }) => name)]).toEqual([31, ['y'], ['x']]);
  });

  it('is nothing at all of no trials, and of trials that are all the same', () => {
    const nothing = { importances: [], trials: 0, explained: undefined, verdict: 'too-few-trials', leftOut: [] };
    expect(hyperparameterImportance([])).toEqual(nothing);
    const same = hyperparameterImportance(trialsOf(30, square, () => 1));
    expect(same.importances.map(({ share, uncertainty, impurity }) => [share, uncertainty, impurity])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('is the same for the same seed, whatever the metric is scaled and shifted by', () => {
    const trials = trialsOf(60, square, ({ x, y }) => x * y);
    const report = hyperparameterImportance(trials, { trees: 8, seed: 3 });
    expect(hyperparameterImportance(trials, { trees: 8, seed: 3 })).toEqual(report);
    expect(hyperparameterImportance(trials, { trees: 8, seed: 4 })).not.toEqual(report);
    const scaled = trials.map((trial) => ({ ...trial, value: 1024 * trial.value }));
    expect(sharesOf(hyperparameterImportance(scaled, { trees: 8, seed: 3 })).get('x')).toBeCloseTo(
      sharesOf(report).get('x') ?? Number.NaN,
      10,
    );
  });

  it('has shares that add up to 1, with names as awkward as users write them', () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
    );
    const names = fc.uniqueArray(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor')), {
      minLength: 1,
      maxLength: 4,
    });
    const trials = names.chain((keys) =>
      fc.array(
        fc.record({
          hyperparameters: fc
            .tuple(...keys.map(() => value))
            .map((values) => new Map(keys.map((key, i) => [key, values[i] ?? null]))),
          value: fc.double(),
        }),
        { maxLength: 30 },
      ),
    );
    fc.assert(
      fc.property(trials, (judged) => {
        const { importances } = hyperparameterImportance(judged, { trees: 4 });
        const total = importances.reduce((sum, { share }) => sum + share, 0);
        expect(Math.abs(total - 1) < 1e-9 || total === 0).toBe(true);
        for (const { share, uncertainty, impurity } of importances) {
          expect(share >= 0 && uncertainty >= 0 && impurity >= 0).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([{ seed: -1 }, { seed: 0.5 }, { trees: 0 }])('is refused with the options %j', (options) => {
    expect(() => hyperparameterImportance([], options)).toThrow(InvalidArgumentError);
  });
});
