import type { ParameterExpression } from '@hyperdrive-run/core/config';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointAtPosition, positionOfPoint, searchAxes } from './search-axes.js';

const space = new Map<string, ParameterExpression>([
  ['rate', { kind: 'uniform', minValue: 1, maxValue: 5 }],
  ['units', { kind: 'quniform', minValue: -7, maxValue: 11, q: 3 }],
  ['batch', { kind: 'choice', values: [128, 16, 64, 16, 32] }],
  ['optimizer', { kind: 'choice', values: ['sgd', 'adam', 'sgd'] }],
  ['huge', { kind: 'choice', values: [2n ** 60n + 1n, 2n ** 60n] }],
]);
const axes = searchAxes(space);

describe('the axes of a search', () => {
  it('are steps for numbers, in rising order, and categories for text', () => {
    expect(axes.map(({ kind, count }) => [kind, count])).toEqual([
      ['continuous', Number.POSITIVE_INFINITY],
      ['steps', 6],
      ['steps', 4],
      ['category', 2],
      ['steps', 2],
    ]);
    const point = pointAtPosition(axes, Float64Array.of(0.5, 0.21, 1 / 3, 1, 1));
    expect([...point.values()]).toEqual([3, -3, 32, 'adam', 2n ** 60n + 1n]);
  });

  it('have a position for every value of theirs, and only for these', () => {
    const at = (name: string, value: number | string | bigint | null): number | undefined =>
      axes.find((axis) => axis.name === name)?.positionOf(value);
    expect([-6, -3, 9].map((value) => at('units', value))).toEqual([0, 0.2, 1]);
    expect([-9, 12, -5, 'x', null].map((value) => at('units', value))).toEqual(Array(5).fill(undefined));
    expect([1, 5.1, 'x'].map((value) => at('rate', value))).toEqual([2 ** -33, undefined, undefined]);
    expect(['adam', 'Adam'].map((value) => at('optimizer', value))).toEqual([1, undefined]);
    expect(positionOfPoint(axes, new Map([['rate', 2]]))).toBeUndefined();
  });

  it.each([
    [0, Number.MIN_VALUE],
    [-Number.MAX_VALUE, Number.MAX_VALUE],
  ])('have positions between the ends of a range from %d to %d', (minValue, maxValue) => {
    const [axis] = searchAxes(new Map<string, ParameterExpression>([['x', { kind: 'uniform', minValue, maxValue }]]));
    expect([minValue, maxValue].map((value) => axis?.positionOf(value))).toEqual([2 ** -33, 1 - 2 ** -33]);
  });

  it('give every position a value of the space that has this very position, once it is snapped', () => {
    const positions = fc.tuple(...axes.map(() => fc.double({ min: 0, max: 1, noNaN: true })));
    fc.assert(
      fc.property(positions, (raw) => {
        const snapped = Float64Array.from(raw, (position, index) => axes[index]?.snap(position) ?? 0);
        const point = pointAtPosition(axes, snapped);
        const found = positionOfPoint(axes, point);
        for (const [index, position] of snapped.entries()) expect(found?.[index]).toBeCloseTo(position, 12);
        // A uniform value is never its bound: it would be written as a whole number.
        expect(point.get('rate')).toBeGreaterThan(1);
        expect(point.get('rate')).toBeLessThan(5);
      }),
    );
  });
});
