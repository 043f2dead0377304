import { type MetricReading, readMetric } from '@hyperdrive-run/core';
import type { GetMetricReadingsOptions } from '@hyperdrive-run/core/ports';
import { toMetric } from './to-metric.js';
import type { ChildMetricDto } from './wire/many-runs-dto.js';

/**
 * The value that stands for a run, out of the rows that a service picked: the rule reads from them what it reads from all,
 * and only their places have to be put right.
 */
export function toReading(
  { metric, positions }: Pick<ChildMetricDto, 'metric' | 'positions'>,
  { name, goal, scope }: Pick<GetMetricReadingsOptions, 'name' | 'goal' | 'scope'>,
): MetricReading {
  const reading = readMetric(metric && toMetric(name, [metric]), goal, scope);
  if (reading.kind === 'missing' || reading.origin === undefined) return reading;
  const index = positions[reading.origin.index] ?? reading.origin.index;
  return { ...reading, origin: { ...reading.origin, index } };
}
