import type { JsonValue } from '@hyperdrive-run/core/json';
import { isFeasible } from '../model/feasibility.js';
import type { OptunaStudy, RankedTrial } from '../model/optuna-model.js';
import type { TrialRanking } from '../optuna-look.js';
import { addTo, toAttribute, toInteger, toValue } from './cells.js';
import type { ReadOnlyDatabase } from './read-only-database.js';

/** The leading trials of a study, as `OptunaLook.rankTrials` says. */
export function rankTrials(
  database: ReadOnlyDatabase,
  study: OptunaStudy,
  { objective, goal, top }: TrialRanking,
): readonly RankedTrial[] {
  const infeasible = JSON.stringify(infeasibleTrials(database, study));
  // 9e999 is how SQL writes an infinity. Where there are fewer than `top`, all are within it.
  const [order, isWithin, last] = goal === 'minimize' ? ['ASC', '<=', '9e999'] : ['DESC', '>=', '-9e999'];
  const rows = database.all(
    `WITH ranked AS (
       SELECT trial_id, number, CASE value_type WHEN 'INF_POS' THEN 9e999 WHEN 'INF_NEG' THEN -9e999 ELSE value END AS rank
       FROM trials JOIN trial_values USING (trial_id)
       WHERE study_id = ?1 AND state = 'COMPLETE' AND objective = ?2
         AND trial_id NOT IN (SELECT value FROM json_each(?3))
     )
     SELECT trial_id, number, rank FROM ranked
     WHERE rank ${isWithin} coalesce((SELECT rank FROM ranked ORDER BY rank ${order} LIMIT 1 OFFSET ?4), ${last})
     ORDER BY rank ${order}, number`,
    study.id,
    objective,
    infeasible,
    top - 1,
  );
  return rows.map(([id, number, value]) => ({
    id: toInteger(id),
    number: toInteger(number),
    value: toValue(value, 'FINITE'),
  }));
}

/** Most studies have no constraints; of those that have, each trial's are JSON that SQLite cannot read. */
function infeasibleTrials(database: ReadOnlyDatabase, study: OptunaStudy): readonly number[] {
  const rows = database.all(
    `SELECT trial_id, key, value_json FROM trial_system_attributes JOIN trials USING (trial_id)
     WHERE study_id = ? AND state = 'COMPLETE' AND (key = 'constraints' OR substr(key, 1, 12) = 'constraints:')`,
    study.id,
  );
  const constraints = new Map<number, Map<string, JsonValue>>();
  for (const [trial, key, json] of rows) addTo(constraints, toInteger(trial), String(key), toAttribute(json));
  return [...constraints].filter(([, attributes]) => !isFeasible(attributes)).map(([id]) => id);
}
