import type { IntermediateValue, OptunaStudy } from '../model/optuna-model.js';
import { toInteger } from './cells.js';
import { exactly, visitPairs } from './number-texts.js';
import type { ReadOnlyDatabase, SqlParameter } from './read-only-database.js';

/**
 * What trials reported, by trial id, each in order of steps. A row for each trial, with its values as one text, is read in a third of
 * the time that a row for each value takes.
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
       WHEN 'FINITE' THEN ${exactly('intermediate_value')}
       WHEN 'INF_POS' THEN 'Infinity' WHEN 'INF_NEG' THEN '-Infinity' ELSE 'NaN' END)
     FROM trial_intermediate_values WHERE trial_id IN (SELECT trial_id FROM trials WHERE study_id = ?1)${which}
     GROUP BY trial_id`,
    ...bound,
  );
  return new Map(rows.map(([trial, text]) => [toInteger(trial), toIntermediates(String(text))]));
}

function toIntermediates(text: string): readonly IntermediateValue[] {
  const points: IntermediateValue[] = [];
  let isInOrder = true;
  let before = Number.NEGATIVE_INFINITY;
  visitPairs(text, (step, value) => {
    points.push({ step, value });
    isInOrder &&= step >= before;
    before = step;
  });
  return isInOrder ? points : points.toSorted((one, other) => one.step - other.step);
}
