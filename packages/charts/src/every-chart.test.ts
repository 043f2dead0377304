import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryChartData } from './__fixtures__/arbitrary-chart-data.js';
import { drawChart } from './charts/draw-chart.js';
import { type ChartMark, type ChartPoint, chartKinds } from './scene/chart-scene.js';
import { toSvg } from './svg/to-svg.js';

const runs = { numRuns: 60 };

/** All places that a mark is drawn at. */
function placesOf(mark: ChartMark): readonly ChartPoint[] {
  switch (mark.kind) {
    case 'lines':
      return mark.lines.flat();
    case 'dots':
      return mark.dots;
    case 'rects':
      return mark.rects.flatMap(({ x, y, width, height }): ChartPoint[] => [
        [x, y],
        [x + width, y + height],
      ]);
    case 'text':
      return [mark.at];
  }
}

describe.each(chartKinds)('the chart %s', (kind) => {
  it('draws every value inside a plot, whatever the values are', () => {
    fc.assert(
      fc.property(arbitraryChartData, fc.integer({ min: 280, max: 1200 }), (data, width) => {
        const { plots, targets } = drawChart(kind, data, { width });
        for (const { at } of targets) {
          const isInside = plots.some(
            (plot) =>
              at[0] >= plot.x - 1 &&
              at[0] <= plot.x + plot.width + 1 &&
              at[1] >= plot.y - 1 &&
              at[1] <= plot.y + plot.height + 1,
          );
          expect(isInside, at.join()).toBe(true);
        }
      }),
      runs,
    );
  });

  it('draws nothing outside of the chart, and nowhere that is no place', () => {
    fc.assert(
      fc.property(arbitraryChartData, (data) => {
        const { marks, width, height } = drawChart(kind, data);
        for (const [x, y] of marks.flatMap(placesOf)) {
          expect(x).toBeGreaterThanOrEqual(-1);
          expect(x).toBeLessThanOrEqual(width + 1);
          expect(y).toBeGreaterThanOrEqual(-1);
          expect(y).toBeLessThanOrEqual(height + 1);
        }
      }),
      runs,
    );
  });

  it('is made of its own elements only, whatever names say', () => {
    fc.assert(
      fc.property(arbitraryChartData, (data) => {
        const svg = toSvg(drawChart(kind, data));
        const own = /<\/?(?:svg|title|desc|style|path|rect|text)(?: [a-z-]+="[^"<>]*"| xmlns="[^"]*")*\/?>/giu;
        const rest = svg.replaceAll(own, '');
        expect(rest).not.toMatch(/[<>]/u);
        expect(svg).not.toMatch(/ on[a-z]+="/u);
        expect(svg).not.toMatch(/\p{Surrogate}/u);
      }),
      runs,
    );
  });

  it('has a name, a description and a table whose rows have all columns', () => {
    fc.assert(
      fc.property(arbitraryChartData, (data) => {
        const { title, description, table } = drawChart(kind, data);
        expect(title).not.toBe('');
        expect(description).toMatch(/\.$/u);
        for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
      }),
      runs,
    );
  });
});
