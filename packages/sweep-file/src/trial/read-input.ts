import { isJsonObject, type JsonObject } from '@hyperdrive-run/core/json';
import { isTrialAssetType, type TrialAssetType, type TrialInput, trialAssetTypes } from '@hyperdrive-run/core/trial';
import { type FileReader, type Place, placeOf } from '../reader/file-reader.js';
import { toLiteral } from './literal-text.js';
import { readPath } from './read-path.js';

/** How Azure ML may bring data to a machine. */
const modes = ['ro_mount', 'rw_mount', 'download', 'upload', 'direct', 'eval_mount', 'eval_download'] as const;

/** Stands for an input that was refused, so that the rest of the file is still checked against its name. */
export const placeholderInput: TrialInput = { type: 'literal', value: '' };

/** What surrounds an input. */
export interface InputSurroundings {
  /** What relative paths are seen from. */
  readonly folder: string;
  /** What a mapping without a type is; Azure ML's own default is `uri_folder`. */
  readonly defaultType?: TrialAssetType | undefined;
}

/** Reads one input: a literal, or a mapping with `type`, `path` and `mode`, or with a `value`. */
export function readInput(reader: FileReader, place: Place, surroundings: InputSurroundings): TrialInput {
  const { value } = place;
  if (isJsonObject(value)) {
    return value.has('value') ? readValue(reader, value, place) : readAsset(reader, value, place, surroundings);
  }
  return readLiteral(reader, place, 'text, a number, a boolean, or a mapping with a type and a path');
}

function readValue(reader: FileReader, map: JsonObject, place: Place): TrialInput {
  reader.checkOtherKeys(map, place.path, ['value', 'type', 'mode', 'description']);
  return readLiteral(reader, placeOf(map, place.path, 'value'), 'text, a number or a boolean');
}

function readLiteral(reader: FileReader, place: Place, takes: string): TrialInput {
  const literal = toLiteral(reader, place);
  if (literal !== undefined) return literal;
  reader.refuse(place, takes);
  return placeholderInput;
}

function readAsset(reader: FileReader, map: JsonObject, place: Place, surroundings: InputSurroundings): TrialInput {
  reader.checkOtherKeys(map, place.path, ['type', 'path', 'mode', 'description', 'optional']);
  const given = readAssetType(reader, map, place);
  const type = given ?? surroundings.defaultType ?? 'uri_folder';
  const mode = placeOf(map, place.path, 'mode');
  const isKnownMode = reader.readWord(mode, modes, 'optional') !== undefined;
  if (isKnownMode) reader.ignore(mode, 'inputs.mode');
  const pathPlace = placeOf(map, place.path, 'path');
  // Of an input whose type is refused, nothing is known of its path.
  if (given === undefined && placeOf(map, place.path, 'type').value !== undefined) return placeholderInput;
  if (pathPlace.value === undefined) reader.refuse(pathPlace, 'a path');
  const path = readPath(reader, pathPlace, surroundings.folder);
  return path === undefined ? placeholderInput : { type, path };
}

/** `undefined` where no type is named, and where it is wrong, which is refused. */
export function readAssetType(reader: FileReader, map: JsonObject, place: Place): TrialAssetType | undefined {
  const type = reader.readWord(placeOf(map, place.path, 'type'), trialAssetTypes, 'optional');
  return isTrialAssetType(type) ? type : undefined;
}
