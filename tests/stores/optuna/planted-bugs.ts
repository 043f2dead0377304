/** A bug that the reader of Optuna storages could have: what in which file of its sources is written instead. */
export interface PlantedBug {
  readonly name: string;
  /** Below `packages/stores/src/optuna`. */
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
}

function bug(name: string, file: string, right: string, wrong: string): PlantedBug {
  return { name, file, right, wrong };
}

/** Each of them the comparison must notice. */
export const plantedBugs: readonly PlantedBug[] = [
  bug('times of 5.0 are local', 'model/optuna-time.ts', '>= 5 ?', '>= 6 ?'),
  bug('milliseconds are cut', 'model/optuna-time.ts', '.slice(0, 3))', '.slice(0, 2))'),
  bug('all studies are minimized', 'map/metric-names.ts', "direction === 'MAXIMIZE'", "direction === 'NEVER'"),
  bug(
    'names of metrics are passed over',
    'map/metric-names.ts',
    "typeof name === 'string'",
    "typeof name === 'number'",
  ),
  bug('of equal values the newest is recorded', 'sqlite/rank-trials.ts', '${order}, number`', '${order}, number DESC`'),
  bug('infinities change their sign', 'sqlite/cells.ts', "type === 'INF_POS'", "type === 'INF_NEG'"),
  bug('numbers have 15 digits', 'sqlite/number-texts.ts', '%!.17g', '%!.15g'),
  bug('NaN is an infinity', 'sqlite/read-intermediates.ts', "ELSE 'NaN'", "ELSE 'Infinity'"),
  bug('objectives are in another order', 'sqlite/read-trials.ts', 'known.push(one)', 'known.unshift(one)'),
  bug('quotes within text are kept escaped', 'sqlite/cells.ts', "!json.includes('\\\\') &&", ''),
  bug(
    'system attributes are those of users',
    'sqlite/read-trials.ts',
    "'trial_system_attributes'",
    "'trial_user_attributes'",
  ),
  bug('a pruned trial was completed', 'map/to-trial-record.ts', "PRUNED: 'Canceled'", "PRUNED: 'Completed'"),
  bug('a failed trial was canceled', 'map/to-trial-record.ts', "FAIL: 'Failed'", "FAIL: 'Canceled'"),
  bug('a queued trial has no parameters', 'map/to-trial-record.ts', "state === 'WAITING' &&", "state === 'FAIL' &&"),
  bug('an attribute hides the parameters', 'map/to-trial-record.ts', '`user_attrs.${name}`', 'name'),
  bug('constraints are passed over', 'map/to-trial-record.ts', '!isFeasible(systemAttributes)', 'false'),
  bug('a constraint of 0 is not met', 'model/feasibility.ts', 'one <= 0', 'one < 0'),
  bug(
    'the choice beside the right one',
    'model/distribution.ts',
    'Math.trunc(internal)] ??',
    'Math.trunc(internal) + 1] ??',
  ),
  bug('large whole numbers are floats', 'model/distribution.ts', ': BigInt(whole)', ': whole'),
  bug('NaN is text', 'model/exact-text.ts', 'return String(value);', 'return `"${value}"`;'),
  bug(
    'codes of directions are off by one',
    'journal/replay-line.ts',
    'directions[Number(code)]',
    'directions[Number(code) + 1]',
  ),
  bug('codes of states are in another order', 'journal/replay-line.ts', "'COMPLETE', 'PRUNED'", "'PRUNED', 'COMPLETE'"),
  bug(
    'a claimed trial has no start',
    'journal/replay-line.ts',
    "if (next === 'RUNNING') trial",
    "if (next === 'WAITING') trial",
  ),
  bug('a deleted study stays', 'journal/replay-line.ts', 'state.studies[study.id] = undefined', 'void study.id'),
  bug('ids begin anew in each study', 'journal/replay-line.ts', 'id: state.trials.length', 'id: study.trials.length'),
  bug('values of what was added whole are lost', 'journal/replay-line.ts', "line.get('value');", "line.get('values');"),
  bug(
    'reports of what was added whole are lost',
    'journal/replay-line.ts',
    "'intermediate_values')",
    "'intermediates')",
  ),
];
