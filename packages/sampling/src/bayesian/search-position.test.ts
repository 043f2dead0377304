import type { ParameterExpression } from '@hyperdrive-run/core/config';
import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../random/random-source.js';
import { type Position, pointAtPosition, searchAxes } from './search-axes.js';
import { searchPosition } from './search-position.js';

const random = () => createRandomSource(5);
const unit: ParameterExpression = { kind: 'uniform', minValue: 0, maxValue: 1 };

describe('the search for a position', () => {
  it('climbs to the top of a hill, in every direction and over categories', () => {
    const texts = Array.from({ length: 8 }, (_, index) => `v${index}`);
    const axes = searchAxes(
      new Map<string, ParameterExpression>([
        ['x', unit],
        ['y', unit],
        ['c', { kind: 'choice', values: texts }],
        ['n', { kind: 'quniform', minValue: 0, maxValue: 1000, q: 1 }],
      ]),
    );
    const score = ([x = 0, y = 0, c = 0, n = 0]: Position): number =>
      -((x - 0.123) ** 2) - (y - 0.987) ** 2 - (c === 5 ? 0 : 1) - (n - 0.5) ** 2;
    const found = searchPosition({ axes, score, known: [], tried: [], random: random() });
    const [x = 0, y = 0, c, n = 0] = found;
    expect(Math.hypot(x - 0.123, y - 0.987)).toBeLessThan(0.01);
    expect(c).toBe(5);
    expect(Math.abs(n - 0.5)).toBeLessThan(0.01);
  });

  it('takes the best of a few positions that was not tried, and a tried one only where all were', () => {
    const axes = searchAxes(new Map<string, ParameterExpression>([['n', { kind: 'choice', values: [10, 20, 30] }]]));
    const score = ([n = 0]: Position): number => n;
    const at = (n: number): Position => Float64Array.of(n);
    const search = (tried: readonly Position[]): unknown =>
      pointAtPosition(axes, searchPosition({ axes, score, known: [], tried, random: random() })).get('n');
    expect(search([])).toBe(30);
    expect(search([at(1)])).toBe(20);
    expect(search([at(1), at(0.5)])).toBe(10);
    expect(search([at(1), at(0.5), at(0)])).toBe(30);
  });

  it('ends where it would if no score were cut short', () => {
    const axes = searchAxes(
      new Map<string, ParameterExpression>([
        ['x', unit],
        ['y', unit],
        ['c', { kind: 'choice', values: ['a', 'b', 'd'] }],
      ]),
    );
    const score = ([x = 0, y = 0, c = 0]: Position): number => Math.sin(7 * x) * Math.cos(5 * y) + c / 10;
    const search = { axes, known: [Float64Array.of(0.2, 0.1, 1)], tried: [] };
    const whole = searchPosition({ ...search, score, random: random() });
    let cut = 0;
    const short = (position: Position, floor: number): number => {
      const found = score(position);
      if (found > floor) return found;
      cut += 1;
      return Number.NEGATIVE_INFINITY;
    };
    expect(searchPosition({ ...search, score: short, random: random() })).toEqual(whole);
    expect(cut).toBeGreaterThan(500);
  });
});
