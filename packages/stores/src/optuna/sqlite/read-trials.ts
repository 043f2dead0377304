import type { JsonValue } from '@hyperdrive-run/core/json';
import { decodeParameter, type OptunaDistribution } from '../model/distribution.js';
import type { OptunaAttributes, OptunaStudy, OptunaTrial } from '../model/optuna-model.js';
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

/** The trials of a study in order of their number: one query a table. */
export function readTrials(
  database: ReadOnlyDatabase,
  study: OptunaStudy,
  options: ReadTrialsOptions,
): readonly OptunaTrial[] {
  const select = selectionOf(database, study, options.numbers);
  const { readDistribution } = options;
  const parameters = new Map<number, Map<string, JsonValue>>();
  for (const [trial, name, value, json] of select(
    'trial_id, param_name, param_value, distribution_json',
    'trial_params',
  )) {
    addTo(parameters, trial, String(name), decodeParameter(readDistribution(String(json)), toValue(value, 'FINITE')));
  }
  const userAttributes = attributesOf(select('trial_id, key, value_json', 'trial_user_attributes'));
  const systemAttributes = attributesOf(select('trial_id, key, value_json', 'trial_system_attributes'));
  const starts = new Map(select('trial_id, datetime_start').map(([trial, start]) => [trial, start]));
  return readValues(database, study, options).map((trial) => ({
    ...trial,
    start: readOptunaTime(starts.get(trial.id), options.zone),
    parameters: parameters.get(trial.id) ?? none,
    userAttributes: userAttributes.get(trial.id) ?? none,
    systemAttributes: systemAttributes.get(trial.id) ?? none,
  }));
}

/** The values alone of the trials of a study, in order of their number. */
export function readValues(
  database: ReadOnlyDatabase,
  study: OptunaStudy,
  { zone, numbers }: Omit<ReadTrialsOptions, 'readDistribution'>,
): readonly TrialValues[] {
  const select = selectionOf(database, study, numbers);
  const values = new Map<number, Map<number, number>>();
  for (const [trial, objective, value, type] of select('trial_id, objective, value, value_type', 'trial_values')) {
    addTo(values, trial, toInteger(objective), toValue(value, type));
  }
  return select('trial_id, number, state, datetime_complete').map(([trial, number, state, complete], position) => {
    const id = toInteger(trial);
    return {
      id,
      // The schema allows a trial without a number; Optuna counts it from its place then.
      number: typeof number === 'number' ? number : position,
      state: toState(state),
      complete: readOptunaTime(complete, zone),
      values: inOrder(values.get(id)),
    };
  });
}

/** Selects columns of the study's trials, or of a table beside them, in order of the trials' numbers. */
function selectionOf(
  database: ReadOnlyDatabase,
  study: OptunaStudy,
  numbers: readonly number[] | undefined,
): (columns: string, table?: string) => readonly (readonly unknown[])[] {
  const bound: SqlParameter[] = numbers === undefined ? [study.id] : [study.id, JSON.stringify(numbers)];
  const which = `study_id = ?1${numbers === undefined ? '' : ' AND number IN (SELECT value FROM json_each(?2))'}`;
  return (columns, table) =>
    table === undefined
      ? database.all(`SELECT ${columns} FROM trials WHERE ${which} ORDER BY number, trial_id`, ...bound)
      : database.all(`SELECT ${columns} FROM ${table} JOIN trials USING (trial_id) WHERE ${which}`, ...bound);
}

function attributesOf(rows: readonly (readonly unknown[])[]): ReadonlyMap<number, ReadonlyMap<string, JsonValue>> {
  const found = new Map<number, Map<string, JsonValue>>();
  for (const [trial, key, json] of rows) addTo(found, trial, String(key), toAttribute(json));
  return found;
}

const none: OptunaAttributes = new Map();

/** The values in order of their objectives. */
function inOrder(values: ReadonlyMap<number, number> | undefined): readonly number[] {
  if (values === undefined) return [];
  return [...values].toSorted(([one], [other]) => one - other).map(([, value]) => value);
}
