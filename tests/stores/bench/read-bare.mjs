// The floor: six selects with the driver of the database, and an object for each trial with all that belongs to it. Prints JSON.

import Database from 'libsql';

const [file = ''] = process.argv.slice(2);
const database = new Database(`file:${file}?mode=ro`);
/** @type {Map<unknown, any>} */
const byTrial = new Map();
/** @type {any} */
let best;

/**
 * @param {string} sql
 * @returns {any[]}
 */
function select(sql) {
  /** @type {any[]} */
  const rows = database.prepare(sql).all();
  return rows;
}

/** @param {any} row */
function trialOf(row) {
  return byTrial.get(row.trial_id) ?? {};
}

for (const row of select('SELECT trial_id, number, state, datetime_start, datetime_complete FROM trials')) {
  byTrial.set(row.trial_id, { ...row, params: {}, values: [], intermediate: [], user: {}, system: {} });
}
for (const row of select('SELECT trial_id, param_name, param_value, distribution_json FROM trial_params')) {
  trialOf(row).params[row.param_name] = [row.param_value, row.distribution_json];
}
for (const row of select('SELECT trial_id, objective, value FROM trial_values')) {
  trialOf(row).values[row.objective] = row.value;
}
for (const row of select('SELECT trial_id, step, intermediate_value FROM trial_intermediate_values')) {
  trialOf(row).intermediate.push([row.step, row.intermediate_value]);
}
for (const [name, table] of /** @type {const} */ ([
  ['user', 'trial_user_attributes'],
  ['system', 'trial_system_attributes'],
])) {
  for (const row of select(`SELECT trial_id, key, value_json FROM ${table}`)) {
    trialOf(row)[name][row.key] = JSON.parse(row.value_json);
  }
}
for (const trial of byTrial.values()) {
  if (trial.state === 'COMPLETE' && (best === undefined || trial.values[0] < best.values[0])) best = trial;
}
database.close();
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ best: best?.number, rows: byTrial.size, ms: performance.now(), megabytes }));
