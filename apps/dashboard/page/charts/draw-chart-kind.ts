import {
  bestSoFarChart,
  type ChartData,
  type ChartKind,
  type ChartScene,
  type ChartSize,
} from '@hyperdrive-run/charts';

/** The charts of the panel, in words. */
export const drawnKinds: ReadonlyMap<ChartKind, string> = new Map([['best', 'Best so far']]);

/** Lays out one of them. */
export function drawChartKind(_kind: ChartKind, data: ChartData, size: ChartSize): ChartScene {
  return bestSoFarChart(data, size);
}
