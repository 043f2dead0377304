import type { JsonObject } from '@hyperdrive-run/core';
import type { FilePath } from '../reader/file-path.js';
import { type FileReader, placeOf } from '../reader/file-reader.js';

/** Keys that say where, on what and as whom Azure ML runs a trial; on one machine there is nothing to choose. */
const keys = [
  'compute',
  'environment',
  'identity',
  'queue_settings',
  'distribution',
  'resources',
  'services',
  'job_tier',
  'priority',
] as const;

/** What Azure ML adds to a job that it shows: nobody wrote it, so nobody needs to be told of it. */
const addedByService = ['id', 'status', 'creation_context', 'log_files'] as const;

/** Says of the keys that are there that they do nothing locally. Answers all keys that need no other warning. */
export function warnOfNoEffect(reader: FileReader, map: JsonObject, path: FilePath): readonly string[] {
  for (const key of keys) {
    if (map.has(key))
      reader.warn(placeOf(map, path, key), 'has no effect locally: trials run on this machine as it is');
  }
  return [...keys, ...addedByService];
}
