import type { OptunaDistribution } from '../model/distribution.js';
import type { OptunaState, OptunaStudy, StudySummary } from '../model/optuna-model.js';
import { readOptunaTime, type TimeZoneOfStorage } from '../model/optuna-time.js';
import { toInteger, toState } from './cells.js';
import type { ReadOnlyDatabase } from './read-only-database.js';

/** What is known of a study's trials without reading each. */
export function summarizeStudy(
  database: ReadOnlyDatabase,
  study: OptunaStudy,
  zone: TimeZoneOfStorage,
  readDistribution: (text: string) => OptunaDistribution,
): StudySummary {
  const [first, last] =
    database.all('SELECT min(datetime_start), max(datetime_complete) FROM trials WHERE study_id = ?', study.id)[0] ??
    [];
  const distributions = new Map<string, OptunaDistribution[]>();
  const rows = database.all(
    `SELECT DISTINCT param_name, distribution_json FROM trial_params JOIN trials USING (trial_id) WHERE study_id = ?`,
    study.id,
  );
  for (const [name, json] of rows) {
    const known = distributions.get(String(name)) ?? [];
    distributions.set(String(name), [...known, readDistribution(String(json))]);
  }
  return {
    states: countStates(database, study),
    firstStart: readOptunaTime(first, zone),
    lastComplete: readOptunaTime(last, zone),
    distributions,
  };
}

/** How many trials of a study have each state. */
export function countStates(database: ReadOnlyDatabase, study: OptunaStudy): ReadonlyMap<OptunaState, number> {
  const rows = database.all('SELECT state, count(*) FROM trials WHERE study_id = ? GROUP BY state', study.id);
  return new Map(rows.map(([state, count]) => [toState(state), toInteger(count)]));
}
