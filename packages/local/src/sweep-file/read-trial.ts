import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isJsonObject, type JsonObject, type TrialDefinition, type TrialInput } from '@hyperdrive-run/core';
import { type FileReader, type Place, placeOf } from './file-reader.js';
import { warnOfNoEffect } from './keys-without-effect.js';

const trialKeys = ['type', 'command', 'code', 'environment_variables'];

/**
 * Reads `trial` and `inputs` into what a trial runs.
 * @param folder the folder that relative paths are seen from: the one that the file is in
 */
export function readTrial(
  reader: FileReader,
  places: { readonly trial: Place; readonly inputs: Place; readonly trialTimeout: Place },
  folder: string,
): TrialDefinition {
  const { path } = places.trial;
  const takes = 'a mapping with the command of a trial (component files are not run)';
  const map = reader.readMap(places.trial, takes);
  const noEffect = map === undefined ? [] : warnOfNoEffect(reader, map, path);
  if (map !== undefined) reader.refuseOtherKeys(map, path, [...trialKeys, ...noEffect]);
  const type = placeOf(map, path, 'type');
  if (type.value !== undefined && type.value !== 'command') reader.refuse(type, 'command');
  const command = map === undefined ? undefined : reader.readText(placeOf(map, path, 'command'), 'a command line');
  const seconds = reader.readNumber(places.trialTimeout, 'a whole number of seconds', 'optional');
  return {
    command: command ?? 'true',
    code: readLocalPath(reader, placeOf(map, path, 'code'), folder),
    environmentVariables: readVariables(reader, placeOf(map, path, 'environment_variables')),
    inputs: readInputs(reader, places.inputs, folder),
    maxDurationSeconds: seconds === undefined ? undefined : Number(seconds),
  };
}

function readVariables(reader: FileReader, place: Place): ReadonlyMap<string, string> | undefined {
  const map = reader.readMap(place, 'a mapping of environment variables', 'optional');
  if (map === undefined) return undefined;
  return new Map(
    [...map].flatMap(([name, value]): [string, string][] => {
      if (value !== null && typeof value !== 'object') return [[name, String(value)]];
      reader.refuse(placeOf(map, place.path, name), 'text, a number or a boolean');
      return [];
    }),
  );
}

function readInputs(reader: FileReader, place: Place, folder: string): ReadonlyMap<string, TrialInput> {
  const map = reader.readMap(place, 'a mapping of inputs', 'optional') ?? new Map<string, never>();
  return new Map([...map.keys()].map((name) => [name, readInput(reader, placeOf(map, place.path, name), folder)]));
}

/** Stands for an input that was refused, so that the rest of the file is still checked against its name. */
const placeholder: TrialInput = { type: 'literal', value: '' };

function readInput(reader: FileReader, place: Place, folder: string): TrialInput {
  const { value } = place;
  if (isJsonObject(value)) return readInputMapping(reader, value, place, folder);
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint' || Number.isFinite(value)) {
    if (typeof value !== 'object' && value !== undefined) return { type: 'literal', value };
  }
  reader.refuse(place, 'text, a number, a boolean, or a mapping with a type and a path');
  return placeholder;
}

function readInputMapping(reader: FileReader, map: JsonObject, place: Place, folder: string): TrialInput {
  reader.refuseOtherKeys(map, place.path, ['type', 'path', 'mode', 'description']);
  const typePlace = placeOf(map, place.path, 'type');
  // Azure ML's own default.
  const type = typePlace.value ?? 'uri_folder';
  if (type !== 'uri_file' && type !== 'uri_folder') {
    reader.refuse(typePlace, 'uri_file or uri_folder');
    return placeholder;
  }
  if (map.has('mode')) reader.warn(placeOf(map, place.path, 'mode'), 'has no effect locally: files are used in place');
  const pathPlace = placeOf(map, place.path, 'path');
  if (pathPlace.value === undefined) reader.refuse(pathPlace, 'a local path');
  const path = readLocalPath(reader, pathPlace, folder);
  return path === undefined ? placeholder : { type, path };
}

/** A path on this machine, made absolute. Addresses of other places are refused. */
function readLocalPath(reader: FileReader, place: Place, folder: string): string | undefined {
  const text = reader.readText(place, 'a local path', 'optional');
  if (text === undefined) return undefined;
  if (/^file:\/\//i.test(text)) return fileURLToPath(text);
  // A drive letter of Windows is no scheme.
  if (/^[a-z][a-z0-9+.-]+:/i.test(text) && !isAbsolute(text)) {
    reader.refuse(place, 'a local path: nothing is downloaded');
    return undefined;
  }
  return resolve(folder, text);
}
