import { type ChartData, type ChartKind, type ChartOptions, type ChartScene, drawChart } from '@hyperdrive-run/charts';

/** The charts of the panel, in words. */
export const drawnKinds: ReadonlyMap<ChartKind, string> = new Map([
  ['best', 'Best so far'],
  ['curves', 'Curves'],
  ['slice', 'Slices'],
  ['parallel', 'Parallel'],
  ['importance', 'Importance'],
  ['contour', 'Contour'],
  ['timeline', 'Timeline'],
  ['distribution', 'Distribution'],
]);

/** Lays out one of them. */
export function drawChartKind(kind: ChartKind, data: ChartData, options: ChartOptions): ChartScene {
  return drawChart(kind, data, options);
}
