import { type PrimaryMetric, parseGoal } from '@hyperdrive-run/core';
import { type FileReader, type Place, placeOf } from '../reader/file-reader.js';

/** Reads `objective`. */
export function readObjective(reader: FileReader, place: Place): PrimaryMetric {
  const map = reader.readMap(place, 'a mapping with primary_metric and goal');
  if (map === undefined) return { name: 'none', goal: 'maximize' };
  reader.checkOtherKeys(map, place.path, ['type', 'primary_metric', 'goal'], 'objective');
  const name = reader.readText(placeOf(map, place.path, 'primary_metric'), 'the name of a metric');
  const goal = parseGoal(map.get('goal'));
  if (goal === undefined) reader.refuse(placeOf(map, place.path, 'goal'), 'maximize or minimize');
  return { name: name ?? 'none', goal: goal ?? 'maximize' };
}
