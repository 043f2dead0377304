import type { ParameterExpression } from '@hyperdrive-run/core/config';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../sampler.js';
import { maxFitted, maxModelled, modelObservations } from './model-observations.js';
import { searchAxes } from './search-axes.js';

const axes = searchAxes(
  new Map<string, ParameterExpression>([['x', { kind: 'quniform', minValue: 0, maxValue: 2000, q: 1 }]]),
);
const trial = (x: number, value?: number, ended = true): Observation => ({ point: new Map([['x', x]]), value, ended });
const places = (positions: readonly Float64Array[]): number[] => positions.map(([x = 0]) => Math.round(x * 2000));

describe('what a model is made from', () => {
  it('is every ended value, lower being better under either goal', () => {
    const trials = [trial(1, 10), trial(2, 20), trial(3, 30)];
    const standardized = [-1, 0, 1].map((value) => expect.closeTo(value * Math.sqrt(1.5), 12));
    expect(modelObservations(axes, 'minimize', trials).values).toEqual(standardized);
    expect(modelObservations(axes, 'maximize', trials).values).toEqual(standardized.toReversed());
  });

  it('counts a failed trial as the worst, and an infinite value as the nearest finite one', () => {
    const found = modelObservations(axes, 'maximize', [
      trial(1, 10),
      trial(2),
      trial(3, 30),
      trial(4, Number.NEGATIVE_INFINITY),
      trial(5, Number.POSITIVE_INFINITY),
    ]);
    const [worst, failed, best, infinitelyBad, infinitelyGood] = found.values;
    expect([failed, infinitelyBad]).toEqual([worst, worst]);
    expect(infinitelyGood).toBe(best);
    expect(found.reached).toBe(2);
  });

  it('is nothing before a value was reached', () => {
    const found = modelObservations(axes, 'minimize', [trial(1), trial(2, Number.POSITIVE_INFINITY)]);
    expect(found).toMatchObject({ reached: 0, positions: [], values: [] });
    expect(places(found.tried)).toEqual([1, 2]);
  });

  it('keeps running trials apart, whatever they have logged, and leaves out points of other spaces', () => {
    const found = modelObservations(axes, 'minimize', [
      trial(1, 10),
      trial(2, 5, false),
      trial(3, undefined, false),
      trial(5000, 1),
      { point: new Map([['y', 1]]), value: 1, ended: true },
    ]);
    expect(places(found.positions)).toEqual([1]);
    expect(places(found.running)).toEqual([2, 3]);
    expect(places(found.tried)).toEqual([1, 2, 3]);
  });

  it('is beyond a limit the best quarter and the latest others, in their order', () => {
    // The best are the earliest: x is the value.
    const found = modelObservations(
      axes,
      'minimize',
      Array.from({ length: 1000 }, (_, x) => trial(x, x)),
    );
    expect(found.positions).toHaveLength(maxModelled);
    const expected = [...Array(50).keys(), ...Array.from({ length: 150 }, (_, index) => 850 + index)];
    expect(places(found.positions)).toEqual(expected);
    expect(found.reached).toBe(1000);
    expect(found.fitted.positions).toHaveLength(maxFitted);
    expect(places(found.fitted.positions)).toEqual([
      ...Array(25).keys(),
      ...Array.from({ length: 75 }, (_, index) => 925 + index),
    ]);
    const valueOf = new Map(places(found.positions).map((x, index) => [x, found.values[index]]));
    expect(found.fitted.values).toEqual(places(found.fitted.positions).map((x) => valueOf.get(x)));
  });

  it('stays finite for the largest values, and 0 where all are equal', () => {
    const huge = modelObservations(axes, 'minimize', [trial(1, Number.MAX_VALUE), trial(2, -Number.MAX_VALUE)]);
    expect(huge.values).toEqual([1, -1]);
    expect(modelObservations(axes, 'minimize', [trial(1, 0.1), trial(2, 0.1)]).values).toEqual([0, 0]);
  });
});
