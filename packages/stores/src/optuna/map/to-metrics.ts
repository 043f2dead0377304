import type { Metric } from '@hyperdrive-run/core';
import type { IntermediateValue, OptunaTrial } from '../model/optuna-model.js';
import type { StudyMetrics } from './metric-names.js';

/**
 * The values of a trial as metrics: that of each objective as a single value, logged when the trial ended, and apart from them what
 * it reported on the way, by its steps.
 */
export function toMetrics(
  { values, complete }: Pick<OptunaTrial, 'values' | 'complete'>,
  intermediates: readonly IntermediateValue[],
  { objectives, intermediate }: StudyMetrics,
): Map<string, Metric> {
  const metrics = new Map<string, Metric>();
  values.forEach((value, at) => {
    const name = objectives[at]?.name ?? `values_${at}`;
    const points = [complete === undefined ? { value } : { value, time: complete }];
    if (!metrics.has(name)) metrics.set(name, { kind: 'scalar', name, valueType: 'double', points });
  });
  if (intermediates.length > 0) {
    metrics.set(intermediate, { kind: 'scalar', name: intermediate, valueType: 'double', points: intermediates });
  }
  return metrics;
}
