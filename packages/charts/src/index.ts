// Charts of a sweep: from trials to a scene, from a scene to SVG. Written by hand: what is not named here cannot be reached.

export { isLogScale, type MetricScale } from './axes/is-log-scale.js';
export { type BestSoFarOptions, bestSoFarChart } from './charts/best-so-far-chart.js';
export { type ContourOptions, contourChart } from './charts/contour-chart.js';
export { type CurvesOptions, curvesChart } from './charts/curves-chart.js';
export { type DistributionOptions, distributionChart } from './charts/distribution-chart.js';
export { type ChartOptions, drawChart } from './charts/draw-chart.js';
export { type ImportanceChartOptions, importanceChart } from './charts/importance-chart.js';
export { type ParallelOptions, parallelChart } from './charts/parallel-chart.js';
export { type SliceOptions, sliceChart } from './charts/slice-chart.js';
export { type TimelineOptions, timelineChart } from './charts/timeline-chart.js';
export type { ChartData, ChartTrial } from './data/chart-data.js';
export { hyperparameterNames } from './data/hyperparameter-names.js';
export { type ImportanceSample, importanceSample, measuredImportance } from './data/measured-importance.js';
export type { CurveAxis } from './data/trial-curve.js';
export {
  type BrushAxis,
  type ChartCell,
  type ChartKind,
  type ChartLook,
  type ChartMark,
  type ChartPoint,
  type ChartRect,
  type ChartScene,
  type ChartSize,
  type ChartTable,
  type ChartTarget,
  chartKinds,
} from './scene/chart-scene.js';
export { type EmptySceneOptions, emptyScene } from './scene/empty-scene.js';
export { chartStyle } from './svg/chart-style.js';
export { escapeXml } from './svg/escape-xml.js';
export { type SvgOptions, toSvg } from './svg/to-svg.js';
