import type { ChartData } from '../data/chart-data.js';
import type { ChartKind, ChartScene } from '../scene/chart-scene.js';
import { type BestSoFarOptions, bestSoFarChart } from './best-so-far-chart.js';
import { type ContourOptions, contourChart } from './contour-chart.js';
import { type CurvesOptions, curvesChart } from './curves-chart.js';
import { type DistributionOptions, distributionChart } from './distribution-chart.js';
import { type ImportanceChartOptions, importanceChart } from './importance-chart.js';
import { type ParallelOptions, parallelChart } from './parallel-chart.js';
import { type SliceOptions, sliceChart } from './slice-chart.js';
import { type TimelineOptions, timelineChart } from './timeline-chart.js';

/** The options of all kinds; each takes its own. */
export type ChartOptions = BestSoFarOptions &
  CurvesOptions &
  SliceOptions &
  ParallelOptions &
  ImportanceChartOptions &
  ContourOptions &
  TimelineOptions &
  DistributionOptions;

/** Lays out a chart of the given kind. */
export function drawChart(kind: ChartKind, data: ChartData, options: ChartOptions = {}): ChartScene {
  switch (kind) {
    case 'best':
      return bestSoFarChart(data, options);
    case 'curves':
      return curvesChart(data, options);
    case 'slice':
      return sliceChart(data, options);
    case 'parallel':
      return parallelChart(data, options);
    case 'importance':
      return importanceChart(data, options);
    case 'contour':
      return contourChart(data, options);
    case 'timeline':
      return timelineChart(data, options);
    case 'distribution':
      return distributionChart(data, options);
  }
}
