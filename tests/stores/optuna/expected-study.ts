import type { PrimaryMetric } from '@hyperdrive-run/core';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { fromPlain, listOf, objectOf, textOf } from './truth.js';

/** A study as it should be read here, or as it was: by trial number, everything as a text that can be compared. */
export interface StudyView {
  /** The number of the best trial with its value; `none` where there is none. */
  readonly best: string;
  /** Of a study with several objectives the best trial by each. */
  readonly bestByObjective: string;
  /** The numbers of the trials on the Pareto front, in order. */
  readonly front: string;
  readonly tags: string;
  /** A line for each trial and thing that is compared. */
  readonly trials: ReadonlyMap<string, string>;
}

const statuses: ReadonlyMap<string, string> = new Map([
  ['COMPLETE', 'Completed'],
  ['PRUNED', 'Canceled'],
  ['FAIL', 'Failed'],
  ['RUNNING', 'Running'],
  ['WAITING', 'Queued'],
]);

/** What Optuna says of a study, in the words of this project. */
export function expectedStudy(study: JsonObject): StudyView {
  const trials = new Map<string, string>();
  const names = namesOf(study);
  for (const trial of listOf(study, 'trials').filter(isJsonObject)) {
    const number = show(trial.get('number') ?? null);
    const say = (what: string, value: string): void => void trials.set(`trial ${number} ${what}`, value);
    say('status', statuses.get(textOf(trial, 'state')) ?? '');
    say('outcome', outcomeOf(trial));
    say('parameters', show(parametersOf(trial)));
    const values = trial.get('values');
    const given = isJsonArray(values) ? values : [];
    names.forEach((name, at) => say(`metric ${name}`, given[at] === undefined ? 'none' : show(fromPlain(given[at]))));
    say('reports', show(reportsOf(trial)));
    say('tags', showTexts(objectOf(trial, 'user_attrs')));
    say('properties', showTexts(objectOf(trial, 'system_attrs')));
    say('start', timeOf(trial.get('start')));
    say('complete', timeOf(trial.get('complete')));
  }
  const best = study.get('best_trial');
  const isBest = typeof best === 'number';
  const value = study.get('best_value');
  return {
    best: isBest && value !== undefined ? `${best} with ${show(fromPlain(value))}` : 'none',
    bestByObjective: names.length === 1 ? '' : objectivesOf(study).map(bestBy(study)).join(' '),
    front: listOf(study, 'best_trials').map(show).join(' '),
    tags: showTexts(objectOf(study, 'user_attrs')),
    trials,
  };
}

const outcomes: ReadonlyMap<string, string> = new Map([
  ['COMPLETE', 'completed'],
  ['PRUNED', 'pruned'],
  ['FAIL', 'failed'],
]);

/** How the search judged it. Constraints are met where each is at most 0. */
function outcomeOf(trial: JsonObject): string {
  const outcome = outcomes.get(textOf(trial, 'state')) ?? 'none';
  const attributes = [...objectOf(trial, 'system_attrs')].filter(([name]) => name.startsWith('constraints'));
  const values = attributes.flatMap(([, value]) => fromPlain(value));
  return outcome === 'completed' && values.some((value) => Number(value) > 0) ? 'infeasible' : outcome;
}

/** The names of the objectives: the study's, or those of Optuna's tables. */
export function namesOf(study: JsonObject): readonly string[] {
  const names = study.get('metric_names');
  const count = listOf(study, 'directions').length;
  if (isJsonArray(names)) return names.map(String);
  return count === 1 ? ['value'] : Array.from({ length: count }, (_, at) => `values_${at}`);
}

/** The objectives of a study. A direction that is not set counts as `minimize`, as in Optuna. */
export function objectivesOf(study: JsonObject): readonly PrimaryMetric[] {
  const directions = listOf(study, 'directions');
  return namesOf(study).map((name, at) => ({ name, goal: directions[at] === 'MAXIMIZE' ? 'maximize' : 'minimize' }));
}

/**
 * The best trial by an objective, for which Optuna has no answer: the best value of a completed trial within its constraints. Of equal
 * ones it is the newest, by the first objective the oldest: that one is recorded as Optuna's rule has it, where its value is finite.
 */
function bestBy(study: JsonObject): (objective: PrimaryMetric, at: number) => string {
  const trials = listOf(study, 'trials')
    .filter(isJsonObject)
    .filter((trial) => outcomeOf(trial) === 'completed');
  return ({ name, goal }, at) => {
    const values = trials.map((trial) => Number(fromPlain(listOf(trial, 'values')[at] ?? null)));
    if (values.length === 0) return `${name}: none`;
    const best = goal === 'maximize' ? Math.max(...values) : Math.min(...values);
    const place = at === 0 && Number.isFinite(best) ? values.indexOf(best) : values.lastIndexOf(best);
    return `${name}: ${show(trials[place]?.get('number') ?? null)}`;
  };
}

/** A queued trial is shown with what it was queued with. */
function parametersOf(trial: JsonObject): JsonValue {
  const fixed = objectOf(trial, 'system_attrs').get('fixed_params');
  const isQueued = textOf(trial, 'state') === 'WAITING' && isJsonObject(fixed);
  return fromPlain(isQueued ? fixed : objectOf(trial, 'params'));
}

function reportsOf(trial: JsonObject): JsonValue {
  const reports = trial.get('intermediate_values');
  if (isJsonArray(reports)) return fromPlain(reports);
  const pairs = isJsonObject(reports)
    ? [...reports].map(([step, value]): JsonValue => [Number(step), fromPlain(value)])
    : [];
  return pairs.toSorted((one, other) => Number(isJsonArray(one) && one[0]) - Number(isJsonArray(other) && other[0]));
}

/** Attributes as tags have them: text as it is, anything else as JSON. */
function showTexts(attributes: JsonObject): string {
  const texts = [...attributes].map(([name, value]) => {
    const plain = fromPlain(value);
    return `${name === 'hyperparameters' ? 'user_attrs.hyperparameters' : name}=${typeof plain === 'string' ? plain : show(plain)}`;
  });
  return texts.toSorted().join('\n');
}

/** JSON with its keys in order and with NaN and infinities told apart from texts. */
export function show(value: JsonValue): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return '0';
  if (isJsonArray(value)) return `[${value.map(show).join(',')}]`;
  if (!isJsonObject(value)) return writeJson(value);
  const entries = [...value].map(([key, item]) => `${writeJson(key)}:${show(item)}`);
  return `{${entries.toSorted().join(',')}}`;
}

/** To the millisecond. */
export function timeOf(text: JsonValue | undefined): string {
  return typeof text === 'string' ? new Date(text).toISOString() : 'none';
}
