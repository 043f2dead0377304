import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Column } from './column.js';
import { nextSorting, sortRows } from './sort-rows.js';

interface Row {
  readonly at: number;
  readonly key: number | string | undefined;
}
const column: Column<Row> = {
  id: 'h:lr',
  title: 'lr',
  isNumber: true,
  cell: ({ key }) => ({ text: String(key) }),
  sortKey: ({ key }) => key,
};
const keysOf = (rows: readonly Row[]) => rows.map(({ key }) => key);
const rowsOf = (keys: readonly (number | string | undefined)[]) => keys.map((key, at): Row => ({ at, key }));

it('has numbers before texts and what is missing last, in both directions', () => {
  const rows = rowsOf([3, undefined, 'b10', Number.NaN, 'b9', -1, Number.POSITIVE_INFINITY]);
  const up = sortRows(rows, [column], { column: 'h:lr', isDescending: false });
  expect(keysOf(up)).toEqual([-1, 3, Number.POSITIVE_INFINITY, 'b9', 'b10', undefined, Number.NaN]);
  const down = sortRows(rows, [column], { column: 'h:lr', isDescending: true });
  expect(keysOf(down)).toEqual(['b10', 'b9', Number.POSITIVE_INFINITY, 3, -1, undefined, Number.NaN]);
});

it('keeps the ranking between equal rows, and where no column of that name exists', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(1, 2, 'x', undefined)), fc.boolean(), (keys, isDescending) => {
      const rows = rowsOf(keys);
      const sorted = sortRows(rows, [column], { column: 'h:lr', isDescending });
      for (const [index, row] of sorted.entries()) {
        const before = sorted[index - 1];
        if (before !== undefined && before.key === row.key) expect(before.at).toBeLessThan(row.at);
      }
      expect(sortRows(rows, [column], { column: 'h:other', isDescending })).toBe(rows);
    }),
  );
});

it('a heading sorts up, then down, then not at all', () => {
  const up = nextSorting(undefined, 'h:lr');
  const down = nextSorting(up, 'h:lr');
  expect([up?.isDescending, down?.isDescending, nextSorting(down, 'h:lr')]).toEqual([false, true, undefined]);
  expect(nextSorting(down, 'status')).toEqual({ column: 'status', isDescending: false });
});
