import { expect, it } from 'vitest';
import { loggedValues } from './logged-values.js';

it('logged values keep their places, and what cannot be ranked is NaN', () => {
  const points = [1, 'x', 2n ** 60n, null, true, Number.NaN, Number.NEGATIVE_INFINITY].map((value) => ({ value }));
  expect(loggedValues({ kind: 'scalar', name: 'm', valueType: 'double', points })).toEqual([
    1,
    Number.NaN,
    2 ** 60,
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
  ]);
});

it('a table, and nothing at all, are no values', () => {
  expect(loggedValues({ kind: 'table', name: 'm', columns: new Map(), rows: [] })).toEqual([]);
  expect(loggedValues(undefined)).toEqual([]);
});
