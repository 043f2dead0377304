// Charts of a sweep: from trials to a scene, from a scene to SVG. Written by hand: what is not named here cannot be reached.

export { type BestSoFarOptions, bestSoFarChart } from './charts/best-so-far-chart.js';
export type { ChartData, ChartTrial } from './data/chart-data.js';
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
export { chartStyle } from './svg/chart-style.js';
export { type SvgOptions, toSvg } from './svg/to-svg.js';
