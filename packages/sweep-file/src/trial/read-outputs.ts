import type { TrialAssetType, TrialOutput } from '@hyperdrive-run/core/trial';
import { type FileReader, type Place, placeOf } from '../reader/file-reader.js';
import { readAssetType } from './read-input.js';

/**
 * Reads `outputs` of a sweep or of a component. Each is a place among the files of a trial's run, whatever the file
 * says about where Azure ML is to store it.
 */
export function readOutputs(
  reader: FileReader,
  place: Place,
  declared: ReadonlyMap<string, TrialOutput> = new Map(),
): ReadonlyMap<string, TrialOutput> {
  const map = reader.readMap(place, 'a mapping of outputs', 'optional') ?? new Map<string, never>();
  const given = [...map.keys()].map((name): [string, TrialOutput] => {
    const declaration = declared.get(name);
    const defaultType = declaration === undefined || declaration.type === 'unknown' ? 'uri_folder' : declaration.type;
    return [name, { type: readOutput(reader, placeOf(map, place.path, name), defaultType) }];
  });
  return new Map([...declared, ...given]);
}

function readOutput(reader: FileReader, place: Place, defaultType: TrialAssetType): TrialAssetType {
  const map = reader.readMap(place, 'nothing, or a mapping with a type', 'optional');
  if (map === undefined) return defaultType;
  reader.checkOtherKeys(map, place.path, ['type', 'mode', 'path', 'name', 'version', 'description']);
  reader.ignore(placeOf(map, place.path, 'path'), 'outputs.path');
  reader.ignore(placeOf(map, place.path, 'name'), 'outputs.name');
  return readAssetType(reader, map, place) ?? defaultType;
}
