import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visibleRows } from './visible-rows.js';

it('contains every row that can be seen, and few others', () => {
  const numbers = fc.tuple(fc.nat(20_000), fc.integer({ min: 10, max: 60 }), fc.nat(800_000), fc.nat(2000));
  fc.assert(
    fc.property(numbers, ([rows, rowHeight, scrolled, height]) => {
      const { from, to } = visibleRows(rows, rowHeight, scrolled, height);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(rows);
      expect(to - from).toBeLessThanOrEqual(height / rowHeight + 26);
      for (let at = scrolled; at <= scrolled + height; at += rowHeight) {
        const row = Math.floor(at / rowHeight);
        if (row < rows) expect(row >= from && row < to, `row ${row}`).toBe(true);
      }
    }),
  );
});
