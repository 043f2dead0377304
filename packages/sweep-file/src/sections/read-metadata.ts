import type { JsonObject } from '@hyperdrive-run/core/json';
import type { SweepTarget } from '@hyperdrive-run/core/ports';
import { type FileReader, type Place, placeOf } from '../reader/file-reader.js';

/** What a sweep file says about its sweep's run. */
export interface SweepMetadata {
  readonly experimentName: string | undefined;
  /** `display_name`, else `name`: the run's id is its own. */
  readonly displayName: string | undefined;
  readonly description: string | undefined;
  readonly tags: ReadonlyMap<string, string>;
  readonly properties: ReadonlyMap<string, string>;
}

export const metadataKeys = ['name', 'experiment_name', 'display_name', 'description', 'tags', 'properties'] as const;

export function readMetadata(reader: FileReader, root: JsonObject, { takesJobs }: SweepTarget): SweepMetadata {
  const name = placeOf(root, [], 'name');
  if (name.value !== undefined && takesJobs !== true) {
    reader.warn(name, 'is no id here: the sweep is given one of its own, and is called so where no display_name is');
  }
  const nameText = reader.readText(name, 'a name', 'optional');
  return {
    experimentName: reader.readText(placeOf(root, [], 'experiment_name'), 'a name', 'optional'),
    displayName: reader.readText(placeOf(root, [], 'display_name'), 'text', 'optional') ?? nameText,
    description: reader.readText(placeOf(root, [], 'description'), 'text', 'optional'),
    tags: readTexts(reader, placeOf(root, [], 'tags'), 'a mapping of tags'),
    properties: readTexts(reader, placeOf(root, [], 'properties'), 'a mapping of properties'),
  };
}

/** Numbers and booleans count as their text, a key without a value as empty text. */
function readTexts(reader: FileReader, place: Place, takes: string): ReadonlyMap<string, string> {
  const map = reader.readMap(place, takes, 'optional') ?? new Map<string, never>();
  return new Map(
    [...map].flatMap(([name, value]): [string, string][] => {
      if (value === null || typeof value !== 'object') return [[name, value === null ? '' : String(value)]];
      reader.refuse(placeOf(map, place.path, name), 'text');
      return [];
    }),
  );
}
