import type { ChartKind } from '@hyperdrive-run/charts';

/** The charts of the panel, in words and in their order. */
export const chartNames: ReadonlyMap<ChartKind, string> = new Map([
  ['best', 'Best so far'],
  ['curves', 'Curves'],
  ['slice', 'Slices'],
  ['parallel', 'Parallel'],
  ['importance', 'Importance'],
  ['contour', 'Contour'],
  ['timeline', 'Timeline'],
  ['distribution', 'Distribution'],
]);
