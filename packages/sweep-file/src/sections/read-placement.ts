import { isJsonObject, type JsonObject } from '@hyperdrive-run/core/json';
import type { PlacementKey, SweepTarget } from '@hyperdrive-run/core/ports';
import type { TrialEnvironment } from '@hyperdrive-run/core/trial';
import type { FilePath } from '../reader/file-path.js';
import { type FileReader, type Place, placeOf } from '../reader/file-reader.js';

/** Keys that say where, on what and as whom Azure ML runs a trial, beside those that have a field in a config. */
const otherKeys = [
  'identity',
  'queue_settings',
  'distribution',
  'resources',
  'services',
  'job_tier',
  'priority',
] as const satisfies readonly PlacementKey[];

/** What Azure ML adds to a job that it shows: nobody wrote it, so nobody needs a warning of it. */
const addedByService = ['id', 'status', 'creation_context', 'log_files'] as const;

/**
 * Collects the keys of a mapping that change nothing on the target: those that it ignores, and those that no config has a
 * field for, whatever the target says.
 * @param own the key that this mapping has and that goes into the config, unless the target ignores it
 * @param isRead whether another key goes into the config, too
 * @returns all keys that need no other warning
 */
export function ignoreWithoutEffect(
  reader: FileReader,
  { map, path }: { readonly map: JsonObject; readonly path: FilePath },
  { withoutEffect }: SweepTarget,
  own: 'compute' | 'environment',
  isRead: (key: PlacementKey) => boolean = () => false,
): readonly string[] {
  // A target that ignores a compute ignores it at every level.
  const misplaced = own === 'compute' ? 'environment' : 'compute';
  const keys: readonly PlacementKey[] = withoutEffect.reasons.has(misplaced) ? [...otherKeys, misplaced] : otherKeys;
  for (const key of keys.filter((one) => !isRead(one))) {
    reader.ignore(placeOf(map, path, key), key);
  }
  return [...keys, own, ...addedByService];
}

/**
 * Reads `compute`: the name alone of `azureml:NAME`. One that only the file names and that the target does not have is left
 * out where it has no effect there; one that an override names is kept for the target to judge.
 */
export function readCompute(reader: FileReader, place: Place, target: SweepTarget): string | undefined {
  const isIgnored = target.withoutEffect.reasons.has('compute') && !reader.isOverridden(place);
  const name = typeof place.value === 'string' ? place.value.trim().replace(/^azureml:(?!\/)/i, '') : '';
  if (name !== '' && (target.hasCompute(name) || !isIgnored)) return name;
  if (isIgnored) reader.ignore(place, 'compute');
  else if (place.value !== undefined) reader.refuse(place, 'the name of a compute');
  return undefined;
}

/** Reads `environment`: a reference, or a mapping that describes one. */
export function readEnvironment(
  reader: FileReader,
  place: Place,
  { withoutEffect }: SweepTarget,
): TrialEnvironment | undefined {
  if (withoutEffect.reasons.has('environment')) {
    reader.ignore(place, 'environment');
    return undefined;
  }
  if (isJsonObject(place.value)) return { type: 'described', definition: place.value };
  const name = reader.readText(place, 'azureml:NAME:VERSION, azureml:NAME@latest, or a mapping', 'optional');
  return name === undefined ? undefined : { type: 'reference', name: name.trim() };
}
