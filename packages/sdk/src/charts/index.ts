export { type ChartDataOfOptions, chartDataOf, type SweepChartData, type SweepChartTrial } from './chart-data-of.js';
