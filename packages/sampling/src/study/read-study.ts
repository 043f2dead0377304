import { parseGoal } from '@hyperdrive-run/core';
import { type ParameterSpace, policyFromJson, samplingFromJson } from '@hyperdrive-run/core/config';
import { type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import type { Observation, SampledPoint } from '../sampler.js';
import type { KeptTrial } from './kept-trial.js';
import { savedFault, savedList, savedNumber, savedObject } from './saved-value.js';
import { checkSetup, type StudySetup } from './study-setup.js';
import { studyVersion } from './write-study.js';

/** A study as it was saved. */
export interface SavedStudy {
  readonly setup: StudySetup;
  readonly trials: readonly KeptTrial[];
}

/**
 * Reads what `writeStudy` wrote.
 * @throws InvalidArgumentError that names the place which is not as it was written
 * @throws HyperDriveConfigError where sampling or policy are wrong in themselves
 */
export function readStudy(text: string): SavedStudy {
  const json = savedObject(parse(text), 'study');
  if (json.get('version') !== studyVersion) throw savedFault('study.version', json.get('version'), `${studyVersion}`);
  const setup = readSetup(json);
  const space = setup.sampling.parameterSpace;
  const trials = savedList(json.get('trials'), 'study.trials');
  return { setup, trials: trials.map((one, index) => readTrial(space, one, `study.trials[${index}]`)) };
}

function parse(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw savedFault('study', text, `the text that save() returned (${cause.message})`);
  }
}

function readSetup(json: JsonObject): StudySetup {
  const at = (name: string): JsonValue | undefined => json.get(name);
  const goal = parseGoal(at('goal'));
  if (goal === undefined) throw savedFault('study.goal', at('goal'), "'maximize' or 'minimize'");
  const seed = at('seed');
  if (typeof seed !== 'number' || !Number.isSafeInteger(seed)) throw savedFault('study.seed', seed, 'a whole number');
  const sampling = samplingFromJson(at('sampling'));
  if (sampling.kind === 'unknown') throw savedFault('study.sampling', at('sampling'), 'a sampling that is known');
  const policy = policyFromJson(at('policy'));
  if (policy.kind === 'unknown') throw savedFault('study.policy', at('policy'), 'a policy that is known');
  checkSetup({ sampling, policy });
  const space = sampling.parameterSpace;
  const startWith = savedList(at('startWith'), 'study.startWith');
  const known = savedList(at('known'), 'study.known');
  return {
    sampling,
    goal,
    seed,
    policy,
    startWith: startWith.map((one, index) => readPoint(space, one, `study.startWith[${index}]`)),
    known: known.map((one, index) => readKnown(space, one, `study.known[${index}]`)),
  };
}

function readKnown(space: ParameterSpace, json: JsonValue, path: string): Observation {
  const found = savedObject(json, path);
  const value = found.get('value') ?? undefined;
  const read = value === undefined ? undefined : savedNumber(value, `${path}.value`);
  return { point: readPoint(space, found.get('point'), `${path}.point`), value: read, ended: true };
}

function readTrial(space: ParameterSpace, json: JsonValue, path: string): KeptTrial {
  const found = savedObject(json, path);
  const [status, isStopped] = [found.get('status'), found.get('isStopped')];
  if (status !== 'Running' && status !== 'Completed' && status !== 'Failed' && status !== 'Canceled') {
    throw savedFault(`${path}.status`, status, 'Running, Completed, Failed or Canceled');
  }
  if (typeof isStopped !== 'boolean') throw savedFault(`${path}.isStopped`, isStopped, 'true or false');
  const reports = savedList(found.get('reports'), `${path}.reports`);
  return {
    point: readPoint(space, found.get('point'), `${path}.point`),
    status,
    isStopped,
    reports: reports.map((value, index) => savedNumber(value, `${path}.reports[${index}]`)),
  };
}

function readPoint(space: ParameterSpace, json: JsonValue | undefined, path: string): SampledPoint {
  const found = savedObject(json, path);
  const isOfSpace = found.size === space.size && [...found.keys()].every((name) => space.has(name));
  if (!isOfSpace) throw savedFault(path, json, 'a value for each hyperparameter of the search space');
  return found;
}
