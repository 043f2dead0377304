import type { ParameterExpression } from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { valueIdentity } from '@hyperdrive-run/core/search-space';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandomSampler } from '../random/random-sampler.js';
import { createRandomSource } from '../random/random-source.js';
import type { Observation, SampledPoint, Sampler } from '../sampler.js';
import { createSobolSampler } from '../sobol/sobol-sampler.js';
import { createFiniteSpace } from './finite-space.js';
import { samplerWithoutRepeats } from './without-repeats.js';

type Space = ReadonlyMap<string, ParameterExpression>;

const expressions: fc.Arbitrary<ParameterExpression> = fc.oneof(
  fc
    .array(fc.constantFrom<JsonValue>(1, 1n, 2, '1', null, true, [1, 2], new Map([['a', 1]])), {
      minLength: 1,
      maxLength: 5,
    })
    .map((values) => ({ kind: 'choice' as const, values })),
  fc.integer({ min: 1, max: 5 }).map((upper) => ({ kind: 'randint' as const, upper })),
  fc
    .tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 1, max: 8 }), fc.constantFrom(0.1, 0.3, 0.5, 1, 2))
    .map(([low, width, q]) => ({ kind: 'quniform' as const, minValue: low / 10, maxValue: (low + width) / 10, q })),
  fc
    .tuple(fc.integer({ min: -3, max: 1 }), fc.integer({ min: 0, max: 2 }), fc.constantFrom(0.5, 1, 2))
    .map(([min, width, q]) => ({ kind: 'qloguniform' as const, minValue: min, maxValue: min + width, q })),
);
const spaces: fc.Arbitrary<Space> = fc
  .array(expressions, { minLength: 1, maxLength: 3 })
  .map((list) => new Map(list.map((expression, index) => [`p${index}`, expression])));
const makers = fc.constantFrom(createRandomSampler, createSobolSampler);

function run(sampler: Sampler, earlier: readonly Observation[] = [], most = 3000): SampledPoint[] {
  const observations = [...earlier];
  const points: SampledPoint[] = [];
  while (points.length < most) {
    const point = sampler.nextPoint(points.length, observations);
    if (point === undefined) break;
    points.push(point);
    observations.push({ point, ended: false });
  }
  return points;
}
const identities = (points: readonly SampledPoint[]): ReadonlySet<string> => new Set(points.map(valueIdentity));

describe('sampling of finitely many points', () => {
  it('tries each of them once and then ends, with as many as the space counts', () => {
    fc.assert(
      fc.property(makers, spaces, fc.maxSafeInteger(), (make, space, seed) => {
        const sampler = make(space, seed);
        const points = run(sampler);
        expect(identities(points).size).toBe(points.length);
        expect(BigInt(points.length)).toBe(createFiniteSpace(space)?.size);
        expect(sampler.countLeft?.([])).toBe(BigInt(points.length));
        expect(points.every((point) => [...point.keys()].join() === [...space.keys()].join())).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same points for the same seed, also where a service starts again in between', () => {
    fc.assert(
      fc.property(makers, spaces, fc.maxSafeInteger(), fc.nat(20), (make, space, seed, position) => {
        const points = run(make(space, seed), [], 60);
        const before = points.slice(0, position).map((point): Observation => ({ point: new Map(point), ended: true }));
        expect(make(space, seed).nextPoint(before.length, before)).toEqual(points[before.length]);
      }),
      { numRuns: 60 },
    );
  });

  it('tries nothing again that an earlier sweep tried, or that runs once more, and passes other points over', () => {
    fc.assert(
      fc.property(makers, spaces, fc.maxSafeInteger(), fc.nat(20), (make, space, seed, count) => {
        const earlier = run(make(space, seed + 1), [], count).map((point): Observation => ({ point, ended: true }));
        const foreign: Observation = { point: new Map([...(earlier[0]?.point ?? []), ['other', 1]]), ended: true };
        const points = run(make(space, seed), [...earlier, ...earlier, foreign]);
        const all = [...earlier.map(({ point }) => point), ...points];
        expect(identities(all).size).toBe(all.length);
        expect(BigInt(all.length)).toBe(createFiniteSpace(space)?.size);
      }),
      { numRuns: 60 },
    );
  });

  it('ends in two points, which was three hundred trials of them', () => {
    const space: Space = new Map([['x', { kind: 'choice', values: [1, 2] }]]);
    expect(run(createRandomSampler(space, 3))).toHaveLength(2);
    expect(run(createSobolSampler(space, 3))).toHaveLength(2);
  });

  it.each([
    ['few of very many', 10n ** 100n, 1000],
    ['all of some', 1000n, 1000],
  ])('looks at few points of its sequence more than it tries: %s', (_, upper, trials) => {
    const expression: ParameterExpression = { kind: 'randint', upper };
    const space = createFiniteSpace(new Map([['x', expression]]));
    if (space === undefined) throw new Error('not finite');
    const random = createRandomSource(5);
    const points: SampledPoint[] = [];
    let furthest = 0;
    const sampler = samplerWithoutRepeats(space, (index) => {
      furthest = Math.max(furthest, index);
      return (points[index] ??= new Map([['x', random.bigIntegerBelow(upper)]]));
    });
    expect(identities(run(sampler, [], trials)).size).toBe(trials);
    expect(furthest).toBeLessThan(2 * trials + 100);
  });

  it('comes to points that are next to never drawn', () => {
    // Each of the six is 1 with a probability of a thousandth: all of them, of 10^-18.
    const values = [...Array.from({ length: 999 }, () => 0), 1];
    const space: Space = new Map(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, { kind: 'choice', values }]));
    expect(identities(run(createRandomSampler(space, 1))).size).toBe(64);
  });

  it('takes what is left evenly, once its sequence gives nothing new', () => {
    const space = createFiniteSpace(new Map([['x', { kind: 'randint', upper: 5 }]]));
    if (space === undefined) throw new Error('not finite');
    const tried: Observation = { point: new Map([['x', 2]]), ended: true };
    const sampler = samplerWithoutRepeats(space, () => tried.point);
    const counts = new Map<JsonValue | undefined, number>();
    for (let trial = 0; trial < 400; trial += 1) {
      const value = sampler.nextPoint(trial, [tried])?.get('x');
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect(new Set(counts.keys())).toEqual(new Set([0, 1, 3, 4]));
    // 100 are expected of each, with a standard deviation of 9.
    for (const count of counts.values()) expect(Math.abs(count - 100)).toBeLessThan(40);
  });

  it('ends where doubles cannot tell the multiples apart', () => {
    const near = (q: number): Space => new Map([['x', { kind: 'quniform', minValue: 1e22, maxValue: 1e22 + 1e7, q }]]);
    const points = run(createRandomSampler(near(1), 1), [], 200);
    expect(identities(points).size).toBe(points.length);
    expect(points.length).toBeLessThan(10);
    expect(run(createRandomSampler(near(1000), 1))).toHaveLength(Number(createFiniteSpace(near(1000))?.size));
  });
});
