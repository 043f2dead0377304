import { defaultMaxDurationMinutes } from './config-limits.js';
import type { HyperparameterSampling } from './sampling.js';

/** What the service is known to do, or to advise against, with a config that is allowed. */
export function adviseOnConfig(config: {
  readonly hyperparameterSampling: HyperparameterSampling;
  readonly maxTotalRuns: number;
  readonly maxConcurrentRuns: number;
  readonly maxDurationMinutes: number;
}): readonly string[] {
  const advice: string[] = [];
  if (config.maxDurationMinutes > defaultMaxDurationMinutes) {
    advice.push(
      `maxDurationMinutes is ${config.maxDurationMinutes}: Azure ML ends a sweep after ${defaultMaxDurationMinutes} minutes at the latest.`,
    );
  }
  if (config.hyperparameterSampling.kind !== 'bayesian') return advice;
  const enough = 20 * config.hyperparameterSampling.parameterSpace.size;
  if (config.maxTotalRuns < enough) {
    advice.push(
      `maxTotalRuns is ${config.maxTotalRuns}: Bayesian sampling does well with at least 20 trials a hyperparameter, here ${enough}.`,
    );
  }
  if (config.maxConcurrentRuns > 20) {
    advice.push(
      `maxConcurrentRuns is ${config.maxConcurrentRuns}: Bayesian sampling learns more with at most 20 trials at once.`,
    );
  }
  return advice;
}
