import type { JsonObject } from '@hyperdrive-run/core';
import type { FilePath } from './file-path.js';
import { type FileReader, placeOf } from './file-reader.js';

/** Keys that say where and on what Azure ML runs a trial; on one machine there is nothing to choose. */
const keys = ['compute', 'environment', 'identity', 'queue_settings', 'distribution', 'resources'] as const;

/** Says of the keys that are there that they do nothing locally. Answers the keys. */
export function warnOfNoEffect(reader: FileReader, map: JsonObject, path: FilePath): readonly string[] {
  for (const key of keys) {
    if (map.has(key))
      reader.warn(placeOf(map, path, key), 'has no effect locally: trials run on this machine as it is');
  }
  return keys;
}
