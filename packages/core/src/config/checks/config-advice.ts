import type { HyperparameterSampling } from '../model/sampling.js';
import { defaultMaxDurationMinutes } from './config-limits.js';

/** Something about an option that is allowed, but not advised. */
export interface ConfigAdvice {
  /** The option: `maxTotalRuns`. */
  readonly path: string;
  /** Its value, or the default that is used instead. */
  readonly got: number;
  /** Why it is not advised, as a part of a sentence after a colon. */
  readonly why: string;
}

/** What the service is known to do, or to advise against, with a config that is allowed. */
export function adviseOnConfig(config: {
  readonly hyperparameterSampling: HyperparameterSampling;
  readonly maxTotalRuns: number;
  readonly maxConcurrentRuns: number;
  readonly maxDurationMinutes: number;
}): readonly ConfigAdvice[] {
  const { maxTotalRuns, maxConcurrentRuns, maxDurationMinutes } = config;
  const advice: ConfigAdvice[] = [];
  if (maxDurationMinutes > defaultMaxDurationMinutes) {
    const why = `Azure ML ends a sweep after ${defaultMaxDurationMinutes} minutes at the latest`;
    advice.push({ path: 'maxDurationMinutes', got: maxDurationMinutes, why });
  }
  if (config.hyperparameterSampling.kind !== 'bayesian') return advice;
  const enough = 20 * config.hyperparameterSampling.parameterSpace.size;
  if (maxTotalRuns < enough) {
    const why = `Bayesian sampling does well with at least 20 trials a hyperparameter, here ${enough}`;
    advice.push({ path: 'maxTotalRuns', got: maxTotalRuns, why });
  }
  if (maxConcurrentRuns > 20) {
    const why = 'Bayesian sampling learns more with at most 20 trials at once';
    advice.push({ path: 'maxConcurrentRuns', got: maxConcurrentRuns, why });
  }
  return advice;
}
