import type { JsonValue, ParameterExpression } from '@hyperdrive-run/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGridSampler } from './grid-sampler.js';
import type { Sampler } from './sampler.js';

const choices = (lists: readonly (readonly JsonValue[])[]): Map<string, ParameterExpression> =>
  new Map(lists.map((values, index) => [`p${index}`, { kind: 'choice', values }]));

function all(sampler: Sampler): JsonValue[][] {
  const points: JsonValue[][] = [];
  for (;;) {
    const point = sampler.nextPoint(points.length, []);
    if (point === undefined) return points;
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
    expect(sampler.size).toBe(6);
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
});
