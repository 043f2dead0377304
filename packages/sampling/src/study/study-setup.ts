import { HyperDriveConfigError, type PrimaryMetricGoal } from '@hyperdrive-run/core';
import type {
  BayesianParameterSampling,
  EarlyTerminationPolicy,
  GridParameterSampling,
  RandomParameterSampling,
} from '@hyperdrive-run/core/config';
import { findUnsamplable } from '../find-unsamplable.js';
import type { Observation, SampledPoint } from '../sampler.js';

/** A sampling that a study can draw from. */
export type StudySampler = RandomParameterSampling | GridParameterSampling | BayesianParameterSampling;

/** What a study is, without what happened in it. */
export interface StudySetup {
  readonly sampling: StudySampler;
  readonly goal: PrimaryMetricGoal;
  readonly seed: number;
  readonly policy: EarlyTerminationPolicy;
  readonly startWith: readonly SampledPoint[];
  readonly known: readonly Observation[];
}

/**
 * Checks what has no type of its own: sampling and policy by core's rules, and that they go together.
 * @throws HyperDriveConfigError that lists all faults, by the names of the options of `createStudy`
 */
export function checkSetup({ sampling, policy }: Pick<StudySetup, 'sampling' | 'policy'>): void {
  const inConfig = 'hyperparameterSampling.';
  const found = [
    ...sampling.violations,
    ...findUnsamplable(sampling).map((one) => ({ ...one, path: one.path.slice(inConfig.length) })),
  ].map((one) => ({ ...one, path: one.path.replace(/^parameterSpace/, 'space') }));
  for (const [name, expression] of sampling.parameterSpace) {
    const values: readonly unknown[] = expression?.kind === 'choice' ? [] : Object.values(expression ?? {});
    // Values are numbers, which stay exact up to there.
    if (values.some((value) => typeof value === 'bigint' && !Number.isSafeInteger(Number(value)))) {
      found.push({ path: `space.${name}`, got: 'an integer beyond 2^53', takes: 'numbers that a double keeps exact' });
    }
  }
  found.push(...policy.violations.map((one) => ({ ...one, path: `policy.${one.path}` })));
  if (sampling.kind === 'bayesian' && policy.kind !== 'none') {
    found.push({ path: 'policy', got: policy.name, takes: 'no early termination, which Bayesian sampling excludes' });
  }
  if (found.length > 0) throw new HyperDriveConfigError(found);
}
