import {
  InvalidArgumentError,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseGoal,
  parseJson,
  policyFromJson,
  policyToJson,
  samplingFromJson,
  samplingToJson,
  writeJson,
} from '@hyperdrive-run/core';
import type { Observation, SampledPoint } from '../sampler.js';
import type { TrialStatus } from './study.js';
import { checkSetup, type StudySetup } from './study-setup.js';

/** The form of the text; another number is another form. */
const version = 1;

/** What is kept of a trial. */
export interface SavedTrial {
  readonly point: SampledPoint;
  readonly reports: readonly number[];
  readonly status: TrialStatus;
  /** Whether the policy decided to stop it. */
  readonly isStopped: boolean;
}

/** Writes a study as JSON that every parser takes. What JSON has no number for (NaN, infinities) is text. */
export function writeStudy(setup: StudySetup, trials: readonly SavedTrial[]): string {
  return writeJson(
    new Map<string, JsonValue>([
      ['version', version],
      ['goal', setup.goal],
      ['seed', setup.seed],
      ['sampling', samplingToJson(setup.sampling)],
      ['policy', policyToJson(setup.policy)],
      ['startWith', setup.startWith],
      [
        'known',
        setup.known.map(
          ({ point, value }) =>
            new Map<string, JsonValue>([
              ['point', point],
              ['value', value ?? null],
            ]),
        ),
      ],
      [
        'trials',
        trials.map(
          ({ point, status, isStopped, reports }) =>
            new Map<string, JsonValue>([
              ['point', point],
              ['status', status],
              ['isStopped', isStopped],
              ['reports', [...reports]],
            ]),
        ),
      ],
    ]),
  );
}

/**
 * Reads what {@link writeStudy} wrote.
 * @throws InvalidArgumentError that names the place which is not as it was written
 * @throws HyperDriveConfigError where sampling or policy are wrong in themselves
 */
export function readStudy(text: string): { readonly setup: StudySetup; readonly trials: readonly SavedTrial[] } {
  const json = objectOf(parse(text), 'study');
  const at = (name: string): JsonValue | undefined => json.get(name);
  if (at('version') !== version) throw fault('study.version', at('version'), `${version}`);
  const goal = parseGoal(at('goal'));
  if (goal === undefined) throw fault('study.goal', at('goal'), "'maximize' or 'minimize'");
  const seed = at('seed');
  if (typeof seed !== 'number' || !Number.isSafeInteger(seed)) throw fault('study.seed', seed, 'a whole number');
  const sampling = samplingFromJson(at('sampling'));
  if (sampling.kind === 'unknown') throw fault('study.sampling', at('sampling'), 'a sampling that is known');
  const policy = policyFromJson(at('policy'));
  if (policy.kind === 'unknown') throw fault('study.policy', at('policy'), 'a policy that is known');
  checkSetup({ sampling, policy });
  const point = (value: JsonValue | undefined, path: string): SampledPoint => {
    const found = objectOf(value, path);
    const isOfSpace =
      found.size === sampling.parameterSpace.size &&
      [...found.keys()].every((name) => sampling.parameterSpace.has(name));
    if (!isOfSpace) throw fault(path, value, 'a value for each hyperparameter of the search space');
    return found;
  };
  return {
    setup: {
      sampling,
      goal,
      seed,
      policy,
      startWith: listOf(at('startWith'), 'study.startWith').map((one, index) =>
        point(one, `study.startWith[${index}]`),
      ),
      known: listOf(at('known'), 'study.known').map((one, index): Observation => {
        const path = `study.known[${index}]`;
        const found = objectOf(one, path);
        const value = found.get('value') ?? undefined;
        const read = value === undefined ? undefined : numberOf(value, `${path}.value`);
        return { point: point(found.get('point'), `${path}.point`), value: read, ended: true };
      }),
    },
    trials: listOf(at('trials'), 'study.trials').map((one, index) => readTrial(one, `study.trials[${index}]`, point)),
  };
}

function readTrial(
  json: JsonValue,
  path: string,
  point: (value: JsonValue | undefined, path: string) => SampledPoint,
): SavedTrial {
  const found = objectOf(json, path);
  const [status, isStopped] = [found.get('status'), found.get('isStopped')];
  if (status !== 'Running' && status !== 'Completed' && status !== 'Failed' && status !== 'Canceled') {
    throw fault(`${path}.status`, status, 'Running, Completed, Failed or Canceled');
  }
  if (typeof isStopped !== 'boolean') throw fault(`${path}.isStopped`, isStopped, 'true or false');
  const reports = listOf(found.get('reports'), `${path}.reports`);
  return {
    point: point(found.get('point'), `${path}.point`),
    status,
    isStopped,
    reports: reports.map((value, index) => numberOf(value, `${path}.reports[${index}]`)),
  };
}

function parse(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw fault('study', text, `the text that save() returned (${cause.message})`);
  }
}

function objectOf(value: JsonValue | undefined, path: string): JsonObject {
  if (!isJsonObject(value)) throw fault(path, value, 'an object');
  return value;
}

function listOf(value: JsonValue | undefined, path: string): readonly JsonValue[] {
  if (!isJsonArray(value)) throw fault(path, value, 'a list');
  return value;
}

function numberOf(value: JsonValue, path: string): number {
  const isWord = value === 'NaN' || value === 'Infinity' || value === '-Infinity';
  if (typeof value !== 'number' && !isWord) throw fault(path, value, 'a number');
  return Number(value);
}

function fault(option: string, got: unknown, takes: string): InvalidArgumentError {
  return new InvalidArgumentError({ option, got, takes, hint: 'Pass the whole text that save() of a study returned.' });
}
