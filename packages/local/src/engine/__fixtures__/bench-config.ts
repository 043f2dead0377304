import {
  choice,
  GridParameterSampling,
  HyperDriveConfig,
  type HyperDriveConfigOptions,
} from '@hyperdrive-run/core/config';
import type { TrialDefinition } from '@hyperdrive-run/core/trial';

/** A grid over one hyperparameter, `x`. */
export function grid(...values: number[]): GridParameterSampling {
  return new GridParameterSampling({ x: choice(values) });
}

/** What a config of a test says of its own; the rest is two trials of a grid. */
export type BenchConfig = Partial<HyperDriveConfigOptions> & { readonly trial?: Partial<TrialDefinition> };

/** @param code the folder of the trials' code */
export function createBenchConfig(code: string, { trial, ...given }: BenchConfig = {}): HyperDriveConfig {
  return new HyperDriveConfig({
    hyperparameterSampling: grid(1, 2),
    primaryMetricName: 'accuracy',
    primaryMetricGoal: 'maximize',
    maxTotalRuns: 10,
    maxConcurrentRuns: 2,
    runConfig: { command: 'true', code, ...trial },
    ...given,
    validate: true,
  });
}
