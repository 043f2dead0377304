import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import { isJsonObject } from '../../json/json-value.js';
import { parseGoal } from '../../ranking/primary-metric.js';
import { findPolicyViolations } from '../model/early-termination.js';
import type { HyperDriveConfigOptions, UncheckedHyperDriveConfigOptions } from '../model/hyperdrive-config-options.js';
import { findSamplingViolations } from '../model/sampling.js';
import { maxResumedSweeps } from '../model/warm-start.js';
import { maxConcurrentRunsLimit, maxDurationMinutesLimit, maxTotalRunsLimit } from './config-limits.js';
import { violation, withinPath } from './config-violations.js';
import { findRunKeyViolations } from './find-run-key-violations.js';
import { findTrialViolations } from './find-trial-violations.js';
import { findIntegerViolations } from './option-checks.js';

type Options = HyperDriveConfigOptions | UncheckedHyperDriveConfigOptions;

/** All names that a config takes. */
export const configOptionNames: readonly string[] = [
  'runConfig',
  'hyperparameterSampling',
  'primaryMetricName',
  'primaryMetricGoal',
  'maxTotalRuns',
  'maxConcurrentRuns',
  'maxDurationMinutes',
  'maxDurationSeconds',
  'policy',
  'resumeFrom',
  'resumeChildRuns',
  'platformConfig',
  'validate',
];

/** What must be right even of a sweep that is only read: nothing can be ranked without the primary metric. */
export function findMetricViolations(options: Options): readonly ConfigViolation[] {
  const { primaryMetricName, primaryMetricGoal } = options;
  const violations: ConfigViolation[] = [];
  if (typeof primaryMetricName !== 'string' || primaryMetricName === '') {
    violations.push(violation('primaryMetricName', primaryMetricName, 'a non-empty metric name'));
  }
  if (parseGoal(primaryMetricGoal) === undefined) {
    violations.push(violation('primaryMetricGoal', primaryMetricGoal, "'maximize' or 'minimize'"));
  }
  return violations;
}

/** Everything else that is wrong with a config. A missing `runConfig` is not among it. */
export function findConfigViolations(options: Options): readonly ConfigViolation[] {
  return [
    ...(options.runConfig === undefined
      ? []
      : withinPath('runConfig', findTrialViolations(options.runConfig, hyperparameterNames(options)))),
    ...withinPath('hyperparameterSampling', findSamplingViolations(options.hyperparameterSampling)),
    ...findLimitViolations(options),
    ...findOptionalPolicyViolations(options),
    ...findWarmStartViolations(options),
    ...(options.platformConfig === undefined || isJsonObject(options.platformConfig)
      ? []
      : [violation('platformConfig', options.platformConfig, 'a Map of JSON values')]),
  ];
}

function findLimitViolations(options: Options): readonly ConfigViolation[] {
  const { maxTotalRuns, maxConcurrentRuns, maxDurationMinutes, maxDurationSeconds } = options;
  return [
    ...findIntegerViolations('maxTotalRuns', maxTotalRuns, 1, maxTotalRunsLimit),
    ...(maxConcurrentRuns === undefined
      ? []
      : findIntegerViolations('maxConcurrentRuns', maxConcurrentRuns, 1, maxConcurrentRunsLimit)),
    ...(maxDurationMinutes === undefined
      ? []
      : findIntegerViolations('maxDurationMinutes', maxDurationMinutes, 1, maxDurationMinutesLimit)),
    ...findSecondsViolations(maxDurationSeconds),
  ];
}

function findSecondsViolations(seconds: unknown): readonly ConfigViolation[] {
  const limit = maxDurationMinutesLimit * 60;
  if (seconds === undefined || (typeof seconds === 'number' && seconds > 0 && seconds <= limit)) return [];
  return [violation('maxDurationSeconds', seconds, `a number above 0, at most ${limit}`)];
}

function findOptionalPolicyViolations({ policy, hyperparameterSampling }: Options): readonly ConfigViolation[] {
  if (policy === undefined) return [];
  const violations = withinPath('policy', findPolicyViolations(policy));
  if (violations.length > 0 || policy.kind === 'none' || hyperparameterSampling?.kind !== 'bayesian') return violations;
  return [{ path: 'policy', got: policy.name, takes: 'no early termination, which Bayesian sampling excludes' }];
}

function findWarmStartViolations({ resumeFrom, resumeChildRuns, maxTotalRuns }: Options): readonly ConfigViolation[] {
  // A limit that is refused itself bounds nothing.
  const isLimit = findIntegerViolations('maxTotalRuns', maxTotalRuns, 1, maxTotalRunsLimit).length === 0;
  const maxChildren = isLimit && maxTotalRuns !== undefined ? maxTotalRuns : maxTotalRunsLimit;
  return [
    ...(resumeFrom === undefined
      ? []
      : findRunKeyViolations('resumeFrom', resumeFrom, maxResumedSweeps, `at most ${maxResumedSweeps} sweeps`)),
    ...(resumeChildRuns === undefined
      ? []
      : findRunKeyViolations(
          'resumeChildRuns',
          resumeChildRuns,
          maxChildren,
          `at most maxTotalRuns, which is ${maxChildren}`,
        )),
  ];
}

function hyperparameterNames({ hyperparameterSampling }: Options): ReadonlySet<string> | undefined {
  const isSampling = typeof hyperparameterSampling === 'object' && hyperparameterSampling !== null;
  if (!isSampling || !('parameterSpace' in hyperparameterSampling)) return undefined;
  const { parameterSpace } = hyperparameterSampling;
  // An empty space is refused itself; that a command names none of its hyperparameters only follows from it.
  return parameterSpace.size === 0 ? undefined : new Set(parameterSpace.keys());
}
