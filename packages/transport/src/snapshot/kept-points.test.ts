import type { MetricPoint } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellToJson } from './cell-json.js';
import { keepPoints, toPoints } from './kept-points.js';

const number = fc.oneof(fc.double(), fc.constantFrom(-0, Number.NaN, Number.POSITIVE_INFINITY));
const other = fc.oneof(fc.constantFrom(null, true, 2n ** 60n), fc.string());
const marks: fc.Arbitrary<Omit<MetricPoint, 'value'>> = fc.record(
  {
    step: fc.integer(),
    time: fc.date({ min: new Date('0000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

function written({ value, step, time }: MetricPoint): readonly JsonValue[] {
  return [cellToJson(value), step ?? null, time?.toISOString() ?? null];
}

describe('the points of a snapshot', () => {
  it('come back as they were, with the fields that they had, whatever was logged', () => {
    const points = fc.array(fc.tuple(fc.oneof(number, other), marks).map(([value, more]) => ({ value, ...more })));
    fc.assert(
      fc.property(points, (logged) => {
        expect(toPoints(keepPoints(logged.map(written)))).toStrictEqual(logged);
      }),
    );
  });

  it('take three numbers each where all values are numbers', () => {
    const points = fc.array(fc.tuple(number, marks).map(([value, more]) => ({ value, ...more })));
    fc.assert(
      fc.property(points, (logged) => {
        const kept = keepPoints(logged.map(written));
        expect(kept).toBeInstanceOf(Float64Array);
        expect(kept).toHaveLength(3 * logged.length);
      }),
    );
  });

  it('that lack a step or a time, or have nonsense in its place, have none', () => {
    expect(toPoints(keepPoints([[1], [2, 'three', 'noon'], [3, Number.NaN, 5]]))).toStrictEqual([
      { value: 1 },
      { value: 2 },
      { value: 3 },
    ]);
  });
});
