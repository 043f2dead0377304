/** How numbers are put on an axis; `auto` is logarithmic where they are positive and span three decades. */
export type MetricScale = 'auto' | 'linear' | 'log';

/** Whether an axis from `low` to `high` is logarithmic. Only positive numbers have logarithms: others are on a linear one. */
export function isLogScale(low: number, high: number, scale: MetricScale): boolean {
  return low > 0 && (scale === 'log' || (scale === 'auto' && high / low >= 1000));
}
