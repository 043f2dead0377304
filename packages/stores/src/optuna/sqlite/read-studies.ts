import type { JsonValue } from '@hyperdrive-run/core/json';
import type { OptunaDirection, OptunaStudy } from '../model/optuna-model.js';
import { addTo, toAttribute, toDirection, toInteger } from './cells.js';
import type { ReadOnlyDatabase } from './read-only-database.js';

/** All studies of a storage, in the order in which they were made. */
export function readStudies(database: ReadOnlyDatabase): readonly OptunaStudy[] {
  const directions = new Map<number, OptunaDirection[]>();
  const rows = database.all('SELECT study_id, direction FROM study_directions ORDER BY study_id, objective');
  for (const [study, direction] of rows) {
    const id = toInteger(study);
    directions.set(id, [...(directions.get(id) ?? []), toDirection(direction)]);
  }
  const userAttributes = readAttributes(database, 'study_user_attributes');
  const systemAttributes = readAttributes(database, 'study_system_attributes');
  return database.all('SELECT study_id, study_name FROM studies ORDER BY study_id').map(([study, name]) => {
    const id = toInteger(study);
    return {
      id,
      name: String(name),
      directions: directions.get(id) ?? ['NOT_SET'],
      userAttributes: userAttributes.get(id) ?? new Map(),
      systemAttributes: systemAttributes.get(id) ?? new Map(),
    };
  });
}

function readAttributes(
  database: ReadOnlyDatabase,
  table: 'study_user_attributes' | 'study_system_attributes',
): ReadonlyMap<number, ReadonlyMap<string, JsonValue>> {
  const found = new Map<number, Map<string, JsonValue>>();
  for (const [study, key, json] of database.all(`SELECT study_id, key, value_json FROM ${table} ORDER BY 1, 2`)) {
    addTo(found, toInteger(study), String(key), toAttribute(json));
  }
  return found;
}
