import { type MetricScope, readMetric, selectBestChild, summarizeChild } from '@hyperdrive-run/core';
import type { OpenedExperiment } from './open-experiment.js';
import type { RayQuestion, RayScope } from './ray-best-trial.js';

/** The scopes of this project that ask the same as Ray's; the other two of Ray's have none. */
export const scopeOf: ReadonlyMap<RayScope, MetricScope> = new Map([
  ['last', 'last'],
  ['all', 'best'],
  ['avg', 'average'],
]);

/**
 * The best trial by this project's own rules.
 * @returns `undefined` where none has the metric
 */
export function productBestTrial(
  { children, metrics }: OpenedExperiment,
  metric: string,
  { mode, scope }: RayQuestion,
): string | undefined {
  const goal = mode === 'max' ? 'maximize' : 'minimize';
  const ranked = children.map((child) => ({
    ...summarizeChild(child, readMetric(metrics.get(child.runId)?.get(metric), goal, scopeOf.get(scope)), undefined),
    id: child.runId,
  }));
  return selectBestChild(ranked, goal)?.id;
}
