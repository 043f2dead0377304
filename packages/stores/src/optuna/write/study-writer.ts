import type { JsonValue } from '@hyperdrive-run/core/json';
import Database from 'libsql';
import { writeExactly } from '../model/exact-text.js';
import type { OptunaDirection, OptunaState } from '../model/optuna-model.js';
import { knownSchema } from '../sqlite/check-schema.js';
import { schemaStatements } from './schema.js';

/** A study as it is written. */
export interface StudyToWrite {
  readonly name: string;
  /** One an objective. */
  readonly directions: readonly OptunaDirection[];
  readonly userAttributes?: ReadonlyMap<string, JsonValue> | undefined;
  readonly systemAttributes?: ReadonlyMap<string, JsonValue> | undefined;
  /** In order of their number. */
  readonly trials: readonly TrialToWrite[];
}

/** A trial as it is written. */
export interface TrialToWrite {
  readonly state: OptunaState;
  readonly start?: Date | undefined;
  readonly complete?: Date | undefined;
  /** The value of each objective, never NaN. */
  readonly values?: readonly number[] | undefined;
  readonly parameters?: readonly ParameterToWrite[] | undefined;
  readonly intermediates?: ReadonlyMap<number, number> | undefined;
  readonly userAttributes?: ReadonlyMap<string, JsonValue> | undefined;
  readonly systemAttributes?: ReadonlyMap<string, JsonValue> | undefined;
}

/** A parameter with the number that Optuna keeps of its value. */
export interface ParameterToWrite {
  readonly name: string;
  readonly internal: number;
  readonly distributionJson: string;
}

/** Whose times are UTC: the version that the file names as its maker. */
const libraryVersion = '5.0.0';

/**
 * Writes studies into a SQLite file that does not exist yet, in the schema of Optuna 3.2 to 5.0 and with times in UTC, as 5.0 has
 * them. All of it is one transaction.
 */
export function writeStudies(file: string, studies: Iterable<StudyToWrite>): void {
  const database = new Database(file);
  try {
    database.exec('BEGIN');
    for (const statement of schemaStatements) database.exec(statement);
    database.prepare('INSERT INTO alembic_version VALUES (?)').run(knownSchema);
    database.prepare('INSERT INTO version_info VALUES (1, 12, ?)').run(libraryVersion);
    const writer = createWriter(database);
    for (const study of studies) writer.writeStudy(study);
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

function createWriter(database: Database.Database): { writeStudy(study: StudyToWrite): void } {
  const insert = (table: string, columns: string): ((...values: readonly (string | number | null)[]) => void) => {
    const marks = columns.replaceAll(/"?\w+"?/g, '?');
    const statement = database.prepare(`INSERT INTO ${table} (${columns}) VALUES (${marks})`);
    return (...values) => void statement.run(...values);
  };
  const addStudy = insert('studies', 'study_id, study_name');
  const addDirection = insert('study_directions', 'direction, study_id, objective');
  const addStudyUser = insert('study_user_attributes', 'study_id, "key", value_json');
  const addStudySystem = insert('study_system_attributes', 'study_id, "key", value_json');
  const addTrial = insert('trials', 'trial_id, number, study_id, state, datetime_start, datetime_complete');
  const addUser = insert('trial_user_attributes', 'trial_id, "key", value_json');
  const addSystem = insert('trial_system_attributes', 'trial_id, "key", value_json');
  const addParameter = insert('trial_params', 'trial_id, param_name, param_value, distribution_json');
  const addValue = insert('trial_values', 'trial_id, objective, value, value_type');
  const addIntermediate = insert(
    'trial_intermediate_values',
    'trial_id, step, intermediate_value, intermediate_value_type',
  );
  let studyId = 0;
  let trialId = 0;

  function writeTrial(trial: TrialToWrite, number: number): void {
    trialId += 1;
    const { state, start, complete, values = [], parameters = [], intermediates = [] } = trial;
    addTrial(trialId, number, studyId, state, timeText(start), timeText(complete));
    values.forEach((value, objective) => addValue(trialId, objective, ...valueCells(value)));
    for (const { name, internal, distributionJson } of parameters) {
      addParameter(trialId, name, internal, distributionJson);
    }
    for (const [step, value] of intermediates) addIntermediate(trialId, step, ...valueCells(value));
    for (const [key, value] of trial.userAttributes ?? []) addUser(trialId, key, writeExactly(value));
    for (const [key, value] of trial.systemAttributes ?? []) addSystem(trialId, key, writeExactly(value));
  }

  return {
    writeStudy({ name, directions, userAttributes = [], systemAttributes = [], trials }) {
      studyId += 1;
      addStudy(studyId, name);
      directions.forEach((direction, objective) => addDirection(direction, studyId, objective));
      for (const [key, value] of userAttributes) addStudyUser(studyId, key, writeExactly(value));
      for (const [key, value] of systemAttributes) addStudySystem(studyId, key, writeExactly(value));
      trials.forEach(writeTrial);
    },
  };
}

/** What the two columns of a value contain. Where it is not finite, the number is NULL. */
function valueCells(value: number): readonly [number | null, string] {
  if (Number.isNaN(value)) return [null, 'NAN'];
  if (Number.isFinite(value)) return [value, 'FINITE'];
  return [null, value > 0 ? 'INF_POS' : 'INF_NEG'];
}

function timeText(time: Date | undefined): string | null {
  return time === undefined ? null : `${time.toISOString().slice(0, -1).replace('T', ' ')}000`;
}
