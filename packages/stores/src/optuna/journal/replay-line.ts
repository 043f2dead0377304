import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { decodeParameter, isCompatible, type OptunaDistribution } from '../model/distribution.js';
import type { OptunaDirection, OptunaState } from '../model/optuna-model.js';
import { readOptunaTime, type TimeZoneOfStorage } from '../model/optuna-time.js';
import type { JournalState, JournalStudy, JournalTrial } from './journal-state.js';

/** What a replay needs beside the journal. */
export interface ReplayOptions {
  /** The zone of times without one: those of Optuna up to 4.9. */
  readonly zone: TimeZoneOfStorage;
  readonly readDistribution: (text: string) => OptunaDistribution;
}

type Operation = (state: JournalState, line: JsonObject, options: ReplayOptions) => void;

/** The operations by their code. */
const operations: readonly Operation[] = [
  createStudy,
  deleteStudy,
  (state, line) => setAll(studyOf(state, line)?.userAttributes, line.get('user_attr')),
  (state, line) => setAll(studyOf(state, line)?.systemAttributes, line.get('system_attr')),
  createTrial,
  setParameter,
  setState,
  setIntermediate,
  (state, line) => setAll(openTrial(state, line)?.userAttributes, line.get('user_attr')),
  (state, line) => setAll(openTrial(state, line)?.systemAttributes, line.get('system_attr')),
  // Discards trials, from 5.0 on. Optuna itself reads it and does nothing.
  () => undefined,
];

/**
 * Applies one line of a journal, as Optuna's own replay does: a line that contradicts an earlier one is passed over, and uses up
 * no id.
 * @throws TypeError where the line is no operation that is known; Optuna raises there, too
 */
export function replayLine(state: JournalState, line: JsonValue, options: ReplayOptions): void {
  if (!isJsonObject(line)) throw new TypeError('is no JSON object');
  const code = line.get('op_code');
  const operation = typeof code === 'number' ? operations[code] : undefined;
  if (operation === undefined) throw new TypeError(`has the operation ${writeJson(code ?? null)}, which is not known`);
  operation(state, line, options);
}

const directions: readonly OptunaDirection[] = ['NOT_SET', 'MINIMIZE', 'MAXIMIZE'];
const states: readonly OptunaState[] = ['RUNNING', 'COMPLETE', 'PRUNED', 'FAIL', 'WAITING'];

function createStudy(state: JournalState, line: JsonObject): void {
  const name = textOf(line.get('study_name'));
  if (state.studies.some((study) => study?.name === name)) return;
  const given = line.get('directions');
  const codes = isJsonArray(given) ? given : [];
  state.studies.push({
    id: state.studies.length,
    name,
    directions: codes.map((code) => directions[Number(code)] ?? 'NOT_SET'),
    userAttributes: new Map(),
    systemAttributes: new Map(),
    trials: [],
    distributions: new Map(),
  });
}

function deleteStudy(state: JournalState, line: JsonObject): void {
  const study = studyOf(state, line);
  if (study !== undefined) state.studies[study.id] = undefined;
}

function createTrial(state: JournalState, line: JsonObject, options: ReplayOptions): void {
  const study = studyOf(state, line);
  if (study === undefined) return;
  const { zone, readDistribution } = options;
  const trial: JournalTrial = {
    id: state.trials.length,
    number: study.trials.length,
    study,
    state: states[Number(line.get('state') ?? 0)] ?? 'RUNNING',
    start: readOptunaTime(line.get('datetime_start'), zone),
    complete: readOptunaTime(line.get('datetime_complete'), zone),
    values: valuesOf(line) ?? [],
    parameters: new Map(),
    ownDistributions: new Map(),
    userAttributes: new Map(),
    systemAttributes: new Map(),
    intermediates: new Map(),
  };
  const internals = objectOf(line, 'params');
  for (const [name, text] of objectOf(line, 'distributions')) {
    addParameter(trial, name, readDistribution(textOf(text)), Number(internals.get(name)));
  }
  setAll(trial.userAttributes, line.get('user_attrs'));
  setAll(trial.systemAttributes, line.get('system_attrs'));
  for (const [step, value] of objectOf(line, 'intermediate_values'))
    trial.intermediates.set(Number(step), Number(value));
  state.trials.push(trial);
  study.trials.push(trial);
}

function setParameter(state: JournalState, line: JsonObject, { readDistribution }: ReplayOptions): void {
  const trial = openTrial(state, line);
  if (trial === undefined) return;
  const name = textOf(line.get('param_name'));
  const distribution = readDistribution(textOf(line.get('distribution')));
  const first = trial.study.distributions.get(name);
  if (first !== undefined && !isCompatible(first, distribution)) return;
  addParameter(trial, name, distribution, Number(line.get('param_value_internal')));
}

function setState(state: JournalState, line: JsonObject, { zone }: ReplayOptions): void {
  const trial = openTrial(state, line);
  const next = states[Number(line.get('state'))];
  if (trial === undefined || next === undefined) return;
  // A second worker that claims a queued trial.
  if (next === 'RUNNING' && trial.state === 'RUNNING') return;
  trial.state = next;
  trial.values = valuesOf(line) ?? trial.values;
  if (next === 'RUNNING') trial.start = readOptunaTime(line.get('datetime_start'), zone) ?? trial.start;
  else trial.complete = readOptunaTime(line.get('datetime_complete'), zone) ?? trial.complete;
}

function setIntermediate(state: JournalState, line: JsonObject): void {
  openTrial(state, line)?.intermediates.set(Number(line.get('step')), Number(line.get('intermediate_value')));
}

function studyOf(state: JournalState, line: JsonObject): JournalStudy | undefined {
  const id = line.get('study_id');
  return typeof id === 'number' ? state.studies[id] : undefined;
}

/** The trial of a line that changes one: trials that have ended, or whose study was deleted, change no more. */
function openTrial(state: JournalState, line: JsonObject): JournalTrial | undefined {
  const id = line.get('trial_id');
  const trial = typeof id === 'number' ? state.trials[id] : undefined;
  if (trial === undefined || state.studies[trial.study.id] === undefined) return undefined;
  return trial.state === 'RUNNING' || trial.state === 'WAITING' ? trial : undefined;
}

function addParameter(trial: JournalTrial, name: string, distribution: OptunaDistribution, internal: number): void {
  trial.parameters.set(name, decodeParameter(distribution, internal));
  trial.ownDistributions.set(name, distribution);
  if (!trial.study.distributions.has(name)) trial.study.distributions.set(name, distribution);
}

/** `values` of several objectives or one; `value` where a trial was added whole. `undefined` where the line names none. */
function valuesOf(line: JsonObject): readonly number[] | undefined {
  const values = line.get('values');
  if (isJsonArray(values)) return values.map(Number);
  const value = line.get('value');
  return typeof value === 'number' || typeof value === 'bigint' ? [Number(value)] : undefined;
}

function objectOf(line: JsonObject, name: string): JsonObject {
  const value = line.get(name);
  return isJsonObject(value) ? value : new Map();
}

function setAll(attributes: Map<string, JsonValue> | undefined, added: JsonValue | undefined): void {
  if (attributes === undefined || !isJsonObject(added)) return;
  for (const [key, value] of added) attributes.set(key, value);
}

/** @throws TypeError where it is none: the line is not one of Optuna's */
function textOf(value: JsonValue | undefined): string {
  if (typeof value !== 'string') throw new TypeError('has no text where a name or a distribution is expected');
  return value;
}
