import type { IntermediateValue, OptunaStudy } from '../model/optuna-model.js';
import { toInteger } from './cells.js';
import type { ReadOnlyDatabase, SqlParameter } from './read-only-database.js';

/**
 * What trials reported, by trial id. A row for each trial, with its values as one text, is read in a third of the time that
 * a row for each value takes. SQLite writes a number with 15 digits unless it is asked for more: with `!` and 17 each one is read
 * back exactly.
 */
export function readIntermediates(
  database: ReadOnlyDatabase,
  study: OptunaStudy,
  trialIds?: readonly number[],
): ReadonlyMap<number, readonly IntermediateValue[]> {
  const bound: SqlParameter[] = trialIds === undefined ? [study.id] : [study.id, JSON.stringify(trialIds)];
  const which = trialIds === undefined ? '' : ' AND trial_id IN (SELECT value FROM json_each(?2))';
  const rows = database.all(
    `SELECT trial_id, group_concat(step || ' ' || CASE intermediate_value_type
       WHEN 'FINITE' THEN printf('%!.17g', intermediate_value)
       WHEN 'INF_POS' THEN 'Infinity' WHEN 'INF_NEG' THEN '-Infinity' ELSE 'NaN' END)
     FROM trial_intermediate_values WHERE trial_id IN (SELECT trial_id FROM trials WHERE study_id = ?1)${which}
     GROUP BY trial_id`,
    ...bound,
  );
  return new Map(rows.map(([trial, text]) => [toInteger(trial), toIntermediates(String(text))]));
}

function toIntermediates(text: string): readonly IntermediateValue[] {
  const points = text.split(',').map((pair) => {
    const blank = pair.indexOf(' ');
    return { step: Number(pair.slice(0, blank)), value: Number(pair.slice(blank + 1)) };
  });
  return points.toSorted((one, other) => one.step - other.step);
}
