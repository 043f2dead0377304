import { HyperDriveConfigError, InvalidArgumentError, type PrimaryMetricGoal, parseGoal } from '@hyperdrive-run/core';
import {
  BayesianParameterSampling,
  type EarlyTerminationPolicy,
  GridParameterSampling,
  NoTerminationPolicy,
  type ParameterSpace,
  RandomParameterSampling,
} from '@hyperdrive-run/core/config';
import { checkOneOf } from '@hyperdrive-run/core/internal';
import type { Observation } from '../sampler.js';
import { toPoint, toTrialValues } from './point-values.js';
import { runStudy } from './run-study.js';
import type { Study, StudyOptions, StudySampling } from './study.js';
import { checkSetup, type StudySampler } from './study-setup.js';
import type { StudySpace } from './trial-values.js';

const samplings = ['grid', 'random', 'sobol', 'bayesian'] as const;
const taken: readonly string[] = ['space', 'sampling', 'goal', 'seed', 'policy', 'startWith', 'known'];

/**
 * Begins a search that the caller runs, one trial or several at a time.
 * @throws HyperDriveConfigError that lists what is wrong with space, sampling and policy
 * @throws InvalidArgumentError that names another option which is wrong
 * @example
 * const study = createStudy({ space: { x: uniform(-5, 5) }, sampling: 'bayesian', goal: 'minimize', seed: 1 });
 * const trial = study.ask();
 * if (trial !== undefined) study.tell(trial, (trial.values.x - 2) ** 2);
 */
export function createStudy<const Space extends StudySpace>(options: StudyOptions<Space>): Study<Space> {
  checkNames(options);
  const name = checkOneOf('sampling', options.sampling ?? null, samplings, 'random');
  const [goal, seed, policy] = [goalOf(options.goal), seedOf(options.seed), policyOf(options.policy)];
  const sampling = samplingOf(name, options.space);
  checkSetup({ sampling, policy });
  const space = sampling.parameterSpace;
  const startWith = listOf('startWith', options.startWith).map((one, index) =>
    toPoint(space, one, `startWith[${index}]`),
  );
  const known = listOf('known', options.known).map((one, index) => toObservation(space, one, `known[${index}]`));
  return runStudy<Space>({ sampling, goal, seed, policy, startWith, known }, [], (point) =>
    toTrialValues(space, point),
  );
}

function samplingOf(name: StudySampling, space: StudySpace): StudySampler {
  const options = { validate: false };
  if (name === 'grid') return new GridParameterSampling(space, options);
  if (name === 'bayesian') return new BayesianParameterSampling(space, options);
  return new RandomParameterSampling(space, { ...options, rule: name });
}

/** A misspelt option would otherwise be ignored without a word. */
function checkNames(options: unknown): void {
  if (typeof options !== 'object' || options === null) {
    throw new InvalidArgumentError({ option: 'options', got: options, takes: 'an object' });
  }
  const unknown = Object.keys(options).filter((name) => !taken.includes(name));
  if (unknown.length === 0) return;
  throw new HyperDriveConfigError(
    unknown.map((name) => ({ path: name, got: 'an unknown option', takes: `one of ${taken.join(', ')}` })),
  );
}

function goalOf(given: unknown): PrimaryMetricGoal {
  const goal = typeof given === 'string' ? parseGoal(given) : undefined;
  if (goal !== undefined) return goal;
  throw new InvalidArgumentError({ option: 'goal', got: given, takes: "'maximize' or 'minimize'" });
}

function seedOf(given: unknown): number {
  const seed = given ?? Math.floor(Math.random() * 2 ** 32);
  if (typeof seed === 'number' && Number.isSafeInteger(seed)) return seed;
  throw new InvalidArgumentError({ option: 'seed', got: seed, takes: 'a whole number' });
}

function policyOf(given: EarlyTerminationPolicy | undefined): EarlyTerminationPolicy {
  const policy = given ?? new NoTerminationPolicy();
  if (typeof policy === 'object' && Array.isArray(policy.violations) && policy.kind !== 'unknown') return policy;
  throw new InvalidArgumentError({ option: 'policy', got: policy, takes: 'a policy such as new BanditPolicy(...)' });
}

function toObservation(space: ParameterSpace, given: unknown, path: string): Observation {
  const { values, value }: { values?: unknown; value?: unknown } =
    typeof given === 'object' && given !== null ? given : {};
  if (value !== undefined && typeof value !== 'number') {
    throw new InvalidArgumentError({ option: `${path}.value`, got: value, takes: 'a number' });
  }
  const isRanked = value !== undefined && !Number.isNaN(value);
  return { point: toPoint(space, values, `${path}.values`), value: isRanked ? value : undefined, ended: true };
}

function listOf(option: string, value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new InvalidArgumentError({ option, got: value, takes: 'a list' });
  return value;
}
