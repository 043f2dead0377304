import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ChartPoint } from './chart-scene.js';
import { thinDots } from './thin-dots.js';
import { thinLine } from './thin-line.js';

const line = fc
  .array(fc.tuple(fc.double({ min: 0, max: 50, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true })), {
    maxLength: 400,
  })
  .map((points) => points.toSorted(([a], [b]) => a - b));

it('keeps the ends and the extremes of each pixel of a line, in their order, and at most four points of it', () => {
  fc.assert(
    fc.property(line, (points) => {
      const thin = thinLine(points);
      expect(thin.length).toBeLessThanOrEqual(Math.max(4, 4 * 51));
      expect(points.filter((point) => thin.includes(point))).toEqual(thin);
      for (let pixel = 0; pixel <= 50; pixel += 1) {
        const inside = (list: readonly ChartPoint[]) => list.filter(([x]) => Math.floor(x) === pixel).map(([, y]) => y);
        const [before, after] = [inside(points), inside(thin)];
        expect([Math.min(...after), Math.max(...after), after[0], after.at(-1)]).toEqual([
          Math.min(...before),
          Math.max(...before),
          before[0],
          before.at(-1),
        ]);
      }
    }),
  );
});

it('draws one of the dots that would cover each other', () => {
  fc.assert(
    fc.property(line, (dots) => {
      const thin = thinDots(dots);
      for (const [x, y] of dots) {
        expect(thin.some((dot) => Math.abs(dot[0] - x) <= 0.5 && Math.abs(dot[1] - y) <= 0.5)).toBe(true);
      }
    }),
  );
});
