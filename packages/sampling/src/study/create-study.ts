import {
  BayesianParameterSampling,
  checkOneOf,
  GridParameterSampling,
  HyperDriveConfigError,
  InvalidArgumentError,
  NoTerminationPolicy,
  parseGoal,
  RandomParameterSampling,
  samplingToJson,
  valueIdentity,
} from '@hyperdrive-run/core';
import type { Observation } from '../sampler.js';
import { toPoint, toTrialValues } from './point-values.js';
import { runStudy } from './run-study.js';
import { readStudy } from './saved-study.js';
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
  const goal = parseGoal(options.goal);
  if (goal === undefined) {
    throw new InvalidArgumentError({ option: 'goal', got: options.goal, takes: "'maximize' or 'minimize'" });
  }
  const seed: unknown = options.seed ?? Math.floor(Math.random() * 2 ** 32);
  if (typeof seed !== 'number' || !Number.isSafeInteger(seed)) {
    throw new InvalidArgumentError({ option: 'seed', got: seed, takes: 'a whole number' });
  }
  const policy = options.policy ?? new NoTerminationPolicy();
  if (typeof policy !== 'object' || !Array.isArray(policy.violations) || policy.kind === 'unknown') {
    throw new InvalidArgumentError({ option: 'policy', got: policy, takes: 'a policy such as new BanditPolicy(...)' });
  }
  const sampling = samplingOf(name, options.space);
  checkSetup({ sampling, policy });
  const space = sampling.parameterSpace;
  const startWith = listed('startWith', options.startWith).map((one, index) =>
    toPoint(space, one, `startWith[${index}]`),
  );
  const known = listed('known', options.known).map((one, index): Observation => {
    const path = `known[${index}]`;
    const { values, value }: { values?: unknown; value?: unknown } = typeof one === 'object' && one !== null ? one : {};
    if (value !== undefined && typeof value !== 'number') {
      throw new InvalidArgumentError({ option: `${path}.value`, got: value, takes: 'a number' });
    }
    const isRanked = value !== undefined && !Number.isNaN(value);
    return { point: toPoint(space, values, `${path}.values`), value: isRanked ? value : undefined, ended: true };
  });
  return runStudy<Space>({ sampling, goal, seed, policy, startWith, known }, [], (point) =>
    toTrialValues(space, point),
  );
}

/**
 * Goes on with a saved study: it asks the same points next as one that was not interrupted. Trials that ran are still
 * to be told, by their number in `Study.trials`.
 * @param text what `Study.save` returned
 * @param options `space`: the search space of the study, for the types of its values
 * @throws InvalidArgumentError that names the place in the text which is wrong, or says that the space is another one
 */
export function restoreStudy<const Space extends StudySpace>(
  text: string,
  options: { readonly space: Space },
): Study<Space> {
  if (typeof text !== 'string') {
    throw new InvalidArgumentError({ option: 'text', got: text, takes: 'the text that save() returned' });
  }
  const { setup, trials } = readStudy(text);
  const { parameterSpace } = setup.sampling;
  const identity = (space: StudySpace | typeof parameterSpace): string =>
    valueIdentity(samplingToJson(new RandomParameterSampling(space, { validate: false })));
  if (identity(options?.space) !== identity(parameterSpace)) {
    throw new InvalidArgumentError({
      option: 'space',
      got: options?.space,
      takes: 'the search space of the saved study',
    });
  }
  return runStudy<Space>(setup, trials, (point) => toTrialValues(parameterSpace, point));
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

function listed(option: string, value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new InvalidArgumentError({ option, got: value, takes: 'a list' });
  return value;
}
