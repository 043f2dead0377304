import type { JsonValue } from '@hyperdrive-run/core/json';
import { decodeParameter, type OptunaDistribution } from '../model/distribution.js';
import type { OptunaAttributes, OptunaState, OptunaStudy, OptunaTrial } from '../model/optuna-model.js';
import { readOptunaTime, type TimeZoneOfStorage } from '../model/optuna-time.js';
import type { TrialValues } from '../optuna-look.js';
import { addTo, toAttribute, toInteger, toState, toValue } from './cells.js';
import type { ReadOnlyDatabase, SqlParameter } from './read-only-database.js';

/** How trials are read. */
export interface ReadTrialsOptions {
  readonly zone: TimeZoneOfStorage;
  readonly readDistribution: (text: string) => OptunaDistribution;
  /** Only the trials with these numbers. */
  readonly numbers?: readonly number[] | undefined;
}

// A row costs the driver more than what is in it. So each query returns one row for all trials that have the same parameter and
// distribution, the same attribute or the same state, with what is different of each in one text. A number is written with 17
// digits, which read back as the same one.

/** The trials of a study in order of their number. */
export function readTrials(
  database: ReadOnlyDatabase,
  study: OptunaStudy,
  options: ReadTrialsOptions,
): readonly OptunaTrial[] {
  const select = selectionOf(database, study, options.numbers);
  const parameters = new Map<number, Map<string, JsonValue>>();
  const ofTrials = "group_concat(trial_id || ' ' || printf('%!.17g', param_value))";
  for (const [name, json, values] of select(`param_name, distribution_json, ${ofTrials}`, 'trial_params', '1, 2')) {
    const distribution = options.readDistribution(String(json));
    for (const [trial, value] of pairsOf(values)) {
      addTo(parameters, trial, String(name), decodeParameter(distribution, value));
    }
  }
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

type Select = (columns: string, table: string, groups: string) => readonly (readonly unknown[])[];

/** Selects from a table what belongs to the study's trials. */
function selectionOf(database: ReadOnlyDatabase, study: OptunaStudy, numbers: readonly number[] | undefined): Select {
  const bound: SqlParameter[] = numbers === undefined ? [study.id] : [study.id, JSON.stringify(numbers)];
  const which = `study_id = ?1${numbers === undefined ? '' : ' AND number IN (SELECT value FROM json_each(?2))'}`;
  return (columns, table, groups) => {
    const from = table === 'trials' ? 'trials' : `${table} JOIN trials USING (trial_id)`;
    return database.all(`SELECT ${columns} FROM ${from} WHERE ${which} GROUP BY ${groups}`, ...bound);
  };
}

interface TrialRow {
  readonly id: number;
  readonly number: number;
  readonly state: OptunaState;
  readonly start: string | undefined;
  readonly complete: string | undefined;
}

/** In order of their numbers. The schema allows a trial without one; Optuna counts it from its place then. */
function readRows(select: Select): readonly TrialRow[] {
  const ofTrials =
    "group_concat(trial_id || '|' || coalesce(number, '') || '|' || coalesce(datetime_start, '') || '|' || coalesce(datetime_complete, ''))";
  const rows = select(`state, ${ofTrials}`, 'trials', '1').flatMap(([cell, texts]) => {
    const state = toState(cell);
    return String(texts)
      .split(',')
      .map((text) => {
        const [id, number, start, complete] = text.split('|');
        return { id: Number(id), number: number === '' ? undefined : Number(number), state, start, complete };
      });
  });
  const inOrder = rows.toSorted((one, other) => (one.number ?? -1) - (other.number ?? -1) || one.id - other.id);
  return inOrder.map((row, position) => ({ ...row, number: row.number ?? position }));
}

/** The values of each trial in order of the objectives. */
function readObjectives(select: Select): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  const ofTrials = "group_concat(trial_id || ' ' || coalesce(printf('%!.17g', value), 'NaN'))";
  for (const [, type, values] of select(`objective, value_type, ${ofTrials}`, 'trial_values', '1, 2')) {
    for (const [trial, value] of pairsOf(values)) {
      const known = found.get(trial);
      const one = toValue(value, type);
      if (known === undefined) found.set(trial, [one]);
      else known.push(one);
    }
  }
  return found;
}

function readAttributes(
  select: Select,
  table: 'trial_user_attributes' | 'trial_system_attributes',
): ReadonlyMap<number, ReadonlyMap<string, JsonValue>> {
  const found = new Map<number, Map<string, JsonValue>>();
  for (const [key, json, trials] of select('key, value_json, group_concat(trial_id)', table, '1, 2')) {
    const value = toAttribute(json);
    for (const trial of String(trials).split(',')) addTo(found, toInteger(Number(trial)), String(key), value);
  }
  return found;
}

/** `1 0.5,2 0.25` as pairs of numbers. */
function* pairsOf(cell: unknown): Iterable<readonly [number, number]> {
  for (const text of String(cell).split(',')) {
    const blank = text.indexOf(' ');
    yield [Number(text.slice(0, blank)), Number(text.slice(blank + 1))];
  }
}
