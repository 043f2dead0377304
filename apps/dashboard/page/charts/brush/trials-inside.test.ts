import { expect, it } from 'vitest';
import { trialsInside } from './trials-inside.js';

const axis = (name: string, places: Readonly<Record<string, number>>) => ({
  name,
  x: 0,
  top: 100,
  bottom: 200,
  places: new Map(Object.entries(places)),
});
const axes = [axis('lr', { a: 100, b: 150, c: 200 }), axis('loss', { a: 120, b: 180 })];

it('finds the trials that are inside every range, its ends among them', () => {
  expect(trialsInside(axes, [{ axis: 'lr', from: 0, to: 0.5 }])).toEqual(['a', 'b']);
  const both = [
    { axis: 'lr', from: 0.5, to: 1 },
    { axis: 'loss', from: 0, to: 1 },
  ];
  expect(trialsInside(axes, both)).toEqual(['b']);
});

it('filters nothing without a range, or with one of an axis that is not there', () => {
  expect(trialsInside(axes, [])).toBeUndefined();
  expect(trialsInside(axes, [{ axis: 'dropout', from: 0, to: 0.1 }])).toBeUndefined();
});
