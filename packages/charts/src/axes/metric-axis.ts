import type { ChartData } from '../data/chart-data.js';
import type { Axis } from './axis.js';
import { type NumericAxisOptions, numericAxis } from './numeric-axis.js';

/** The axis of values of the metric that a chart is about, on the scale that was chosen for it. */
export function metricAxis(
  { metric, metricScale = 'auto' }: Pick<ChartData, 'metric' | 'metricScale'>,
  values: Iterable<number>,
  options: Pick<NumericAxisOptions, 'ticks' | 'isTight'> = {},
): Axis {
  return numericAxis({ ...options, label: metric, values, scale: metricScale });
}
