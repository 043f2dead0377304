import type { ParameterExpression } from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation, Sampler } from '../sampler.js';
import { createGridSampler } from './grid-sampler.js';

const choices = (lists: readonly (readonly JsonValue[])[]): Map<string, ParameterExpression> =>
  new Map(lists.map((values, index) => [`p${index}`, { kind: 'choice', values }]));

function all(sampler: Sampler | undefined, observations: Observation[] = []): JsonValue[][] {
  const points: JsonValue[][] = [];
  for (;;) {
    const point = sampler?.nextPoint(points.length, observations);
    if (point === undefined) return points;
    observations.push({ point, ended: false });
    points.push([...point.values()]);
  }
}

describe('grid sampling', () => {
  it('takes the combinations in the order of the lists, the last hyperparameter fastest, and ends', () => {
    const sampler = createGridSampler(
      choices([
        ['a', 'b'],
        [1, 2, 3],
      ]),
    );
    const expected = [
      ['a', 1],
      ['a', 2],
      ['a', 3],
      ['b', 1],
      ['b', 2],
      ['b', 3],
    ];
    expect(all(sampler)).toEqual(expected);
    expect(sampler?.countLeft?.([])).toBe(6n);
  });

  it('takes every combination exactly once, whatever the lists are', () => {
    const lists = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(lists, (lengths) => {
        const axes = lengths.map((length) => Array.from({ length }, (_, index) => index));
        const points = all(createGridSampler(choices(axes)));
        expect(points.length).toBe(lengths.reduce((product, length) => product * length, 1));
        expect(new Set(points.map(String)).size).toBe(points.length);
      }),
    );
  });

  it('takes equal values once, and leaves out what was tried before', () => {
    const sampler = createGridSampler(choices([[1, 1, 2], ['a']]));
    expect(all(sampler)).toEqual([
      [1, 'a'],
      [2, 'a'],
    ]);
    const tried: Observation = {
      point: new Map<string, JsonValue>([
        ['p1', 'a'],
        ['p0', 1n],
      ]),
      ended: true,
    };
    expect(sampler?.countLeft?.([tried])).toBe(1n);
    expect(all(sampler, [tried])).toEqual([[2, 'a']]);
  });

  it('is at once at the first points of a grid that nobody could list', () => {
    const values = Array.from({ length: 1000 }, (_, index) => index);
    const sampler = createGridSampler(choices(Array.from({ length: 40 }, () => values)));
    expect(sampler?.countLeft?.([])).toBe(1000n ** 40n);
    expect([...(sampler?.nextPoint(0, [])?.values() ?? [])].every((value) => value === 0)).toBe(true);
  });
});
