import type { JsonValue } from '@hyperdrive-run/core/json';
import { decodeParameter, type OptunaDistribution } from '../model/distribution.js';
import type { OptunaAttributes, OptunaState, OptunaStudy, OptunaTrial } from '../model/optuna-model.js';
import { readOptunaTime, type TimeZoneOfStorage } from '../model/optuna-time.js';
import type { TrialValues } from '../optuna-look.js';
import { addTo, toAttribute, toInteger, toState, toValue } from './cells.js';
import { exactly, visitPairs, visitWholes } from './number-texts.js';
import type { ReadOnlyDatabase, SqlParameter } from './read-only-database.js';

/** How trials are read. */
export interface ReadTrialsOptions {
  readonly zone: TimeZoneOfStorage;
  readonly readDistribution: (text: string) => OptunaDistribution;
  /** Only the trials with these numbers. */
  readonly numbers?: readonly number[] | undefined;
}

// A row costs the driver more than what is in it. So what trials have in common, a parameter with its distribution or an attribute,
// comes in one row for all of them, with what is different of each in one text.

/** The trials of a study in order of their number. */
export function readTrials(
  database: ReadOnlyDatabase,
  study: OptunaStudy,
  options: ReadTrialsOptions,
): readonly OptunaTrial[] {
  const select = selectionOf(database, study, options.numbers);
  const parameters = readParameters(select, options.readDistribution);
  const userAttributes = readAttributes(select, 'trial_user_attributes');
  const systemAttributes = readAttributes(select, 'trial_system_attributes');
  const values = readObjectives(select);
  return readRows(select).map(({ id, number, state, start, complete }) => ({
    id,
    number,
    state,
    complete: readOptunaTime(complete, options.zone),
    values: values.get(id) ?? noValues,
    start: readOptunaTime(start, options.zone),
    parameters: parameters.get(id) ?? none,
    userAttributes: userAttributes.get(id) ?? none,
    systemAttributes: systemAttributes.get(id) ?? none,
  }));
}

/** The values alone of the trials of a study, in order of their number. */
export function readValues(
  database: ReadOnlyDatabase,
  study: OptunaStudy,
  { zone, numbers }: Omit<ReadTrialsOptions, 'readDistribution'>,
): readonly TrialValues[] {
  const select = selectionOf(database, study, numbers);
  const values = readObjectives(select);
  return readRows(select).map(({ id, number, state, complete }) => {
    return { id, number, state, complete: readOptunaTime(complete, zone), values: values.get(id) ?? noValues };
  });
}

const none: OptunaAttributes = new Map();
const noValues: readonly number[] = [];

type Select = (columns: string, table: string, groups?: string) => readonly (readonly unknown[])[];

/** Selects from a table what belongs to the study's trials. */
function selectionOf(database: ReadOnlyDatabase, study: OptunaStudy, numbers: readonly number[] | undefined): Select {
  const bound: SqlParameter[] = numbers === undefined ? [study.id] : [study.id, JSON.stringify(numbers)];
  const which = `study_id = ?1${numbers === undefined ? '' : ' AND number IN (SELECT value FROM json_each(?2))'}`;
  return (columns, table, groups) => {
    const from = table === 'trials' ? 'trials' : `${table} JOIN trials USING (trial_id)`;
    const grouped = groups === undefined ? '' : ` GROUP BY ${groups}`;
    return database.all(`SELECT ${columns} FROM ${from} WHERE ${which}${grouped}`, ...bound);
  };
}

interface TrialRow {
  readonly id: number;
  readonly number: number;
  readonly state: OptunaState;
  readonly start: unknown;
  readonly complete: unknown;
}

/** In order of their numbers. The schema allows a trial without one; Optuna counts it from its place then. */
function readRows(select: Select): readonly TrialRow[] {
  const rows = select('trial_id, number, state, datetime_start, datetime_complete', 'trials');
  const trials = rows.map(([id, number, state, start, complete]) => {
    return { id: toInteger(id), number: toInteger(number), state: toState(state), start, complete };
  });
  trials.sort((one, other) => one.number - other.number || one.id - other.id);
  return trials.map((row, position) => (row.number < 0 ? { ...row, number: position } : row));
}

/** The parameters of each trial, by name. */
function readParameters(
  select: Select,
  readDistribution: ReadTrialsOptions['readDistribution'],
): ReadonlyMap<number, ReadonlyMap<string, JsonValue>> {
  const found = new Map<number, Map<string, JsonValue>>();
  const ofTrials = `group_concat(trial_id || ' ' || ${exactly('param_value')})`;
  for (const [cell, json, values] of select(`param_name, distribution_json, ${ofTrials}`, 'trial_params', '1, 2')) {
    const name = String(cell);
    const distribution = readDistribution(String(json));
    visitPairs(String(values), (trial, value) => addTo(found, trial, name, decodeParameter(distribution, value)));
  }
  return found;
}

/** The values of each trial in order of the objectives. */
function readObjectives(select: Select): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  const rows = select('trial_id, objective, value, value_type', 'trial_values');
  const hasOrder = rows.some(([, objective]) => objective !== 0);
  const inOrder = hasOrder ? rows.toSorted(([, one], [, other]) => toInteger(one) - toInteger(other)) : rows;
  for (const [trial, , value, type] of inOrder) {
    const id = toInteger(trial);
    const known = found.get(id);
    const one = toValue(value, type);
    if (known === undefined) found.set(id, [one]);
    else known.push(one);
  }
  return found;
}

function readAttributes(
  select: Select,
  table: 'trial_user_attributes' | 'trial_system_attributes',
): ReadonlyMap<number, ReadonlyMap<string, JsonValue>> {
  const found = new Map<number, Map<string, JsonValue>>();
  for (const [cell, json, trials] of select('key, value_json, group_concat(trial_id)', table, '1, 2')) {
    const key = String(cell);
    const value = toAttribute(json);
    visitWholes(String(trials), (trial) => addTo(found, trial, key, value));
  }
  return found;
}
