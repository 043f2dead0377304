import { describeValue, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core';
import { type FilePath, formatFilePath } from './file-path.js';
import type { SweepFilePosition, SweepFileProblem, SweepFileWarning } from './sweep-file-error.js';

/** A value of the file with the way to it. `value` is `undefined` where the key is not there. */
export interface Place {
  readonly path: FilePath;
  readonly value: JsonValue | undefined;
}

/** Reads values out of a sweep file and collects what is wrong with them, with where it stands. */
export interface FileReader {
  /** Says that what is at a place is not taken. */
  refuse(place: Place, takes: string, got?: string): void;
  warn(place: Place, message: string): void;
  /** A mapping; `undefined` where there is none, which is refused unless nothing is there at all and it is optional. */
  readMap(place: Place, takes: string, presence?: Presence): JsonObject | undefined;
  readText(place: Place, takes: string, presence?: Presence): string | undefined;
  readNumber(place: Place, takes: string, presence?: Presence): number | bigint | undefined;
  /** Refuses all keys of a mapping that are not among the known ones. */
  refuseOtherKeys(map: JsonObject, path: FilePath, known: readonly string[]): void;
  readonly problems: readonly SweepFileProblem[];
  readonly warnings: readonly SweepFileWarning[];
}

/** Whether something must be there. A key without a value (null) counts as not there. */
export type Presence = 'required' | 'optional';

/** The place of a key of a mapping. */
export function placeOf(map: JsonObject | undefined, path: FilePath, key: string): Place {
  return { path: [...path, key], value: map?.get(key) ?? undefined };
}

export function createFileReader(locate: (path: FilePath) => SweepFilePosition): FileReader {
  const problems: SweepFileProblem[] = [];
  const warnings: SweepFileWarning[] = [];

  function refuse({ path, value }: Place, takes: string, got?: string): void {
    const found = got ?? (value === undefined ? 'missing' : describeFileValue(value));
    problems.push({ ...locate(path), path: formatFilePath(path), got: found, takes });
  }

  function read<T>(
    place: Place,
    takes: string,
    presence: Presence,
    accept: (value: JsonValue) => T | undefined,
  ): T | undefined {
    if (place.value === undefined && presence === 'optional') return undefined;
    const accepted = place.value === undefined ? undefined : accept(place.value);
    if (accepted === undefined) refuse(place, takes);
    return accepted;
  }

  return {
    problems,
    warnings,
    refuse,
    warn({ path }, message) {
      warnings.push({ ...locate(path), path: formatFilePath(path), message });
    },
    readMap: (place, takes, presence = 'required') =>
      read(place, takes, presence, (value) => (isJsonObject(value) ? value : undefined)),
    readText: (place, takes, presence = 'required') =>
      read(place, takes, presence, (value) => (typeof value === 'string' && value.trim() !== '' ? value : undefined)),
    readNumber: (place, takes, presence = 'required') =>
      read(place, takes, presence, (value) => {
        if (typeof value === 'bigint') return value;
        return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
      }),
    refuseOtherKeys(map, path, known) {
      for (const key of map.keys()) {
        if (!known.includes(key))
          refuse(placeOf(map, path, key), `one of ${known.join(', ')}`, 'a key that is not run');
      }
    },
  };
}

function describeFileValue(value: JsonValue): string {
  if (isJsonObject(value)) return 'a mapping';
  return Array.isArray(value) ? `a list of ${value.length}` : describeValue(value);
}
