import { closestName, describeValue } from '@hyperdrive-run/core/internal';
import { isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { PlacementKey } from '@hyperdrive-run/core/ports';
import type { SweepFilePosition, SweepFileProblem, SweepFileWarning } from '../sweep-file-error.js';
import type { PlacedYamlDifference, YamlSource } from '../yaml/yaml-source.js';
import { type FilePath, formatFilePath } from './file-path.js';
import { describeOtherKey, type SweepFileSection } from './misplaced-key.js';

/** A value of the file with the way to it. `value` is `undefined` where the key is not there. */
export interface Place {
  readonly path: FilePath;
  readonly value: JsonValue | undefined;
}

/** A key of a sweep file that changes nothing on its target, with where it is. */
export interface IgnoredKey extends SweepFilePosition {
  readonly key: PlacementKey;
  readonly path: string;
}

/** What reading collects, from a sweep file and from its component's. */
export interface Collected {
  readonly problems: SweepFileProblem[];
  readonly warnings: SweepFileWarning[];
  readonly ignored: IgnoredKey[];
}

/** Reads values out of a sweep file and collects what is wrong with them, with the position. */
export interface FileReader extends Collected {
  /** Says that what is at a place is not taken, unless that is settled. */
  refuse(place: Place, takes: string, got?: string): void;
  /** All is said about a place: nothing more is refused or warned of there. */
  settle(path: FilePath): void;
  /** Says something about a key. */
  warn(place: Place, message: string): void;
  /** Collects a key that changes nothing on the target; one without a value says nothing. */
  ignore(place: Place, key: PlacementKey): void;
  /** Whether an override gives the value, and not the file. */
  isOverridden(place: Place): boolean;
  /** A mapping; `undefined` where there is none, which is refused unless the key is missing and optional. */
  readMap(place: Place, takes: string, presence?: Presence): JsonObject | undefined;
  readText(place: Place, takes: string, presence?: Presence): string | undefined;
  /** A number. One that is written as text counts, as Azure ML takes it. */
  readNumber(place: Place, takes: string, presence?: Presence): number | bigint | undefined;
  /** One of some words in snake case; `MedianStopping` is `median_stopping` and `QLogUniform` is `qloguniform`, as Azure ML has it. */
  readWord<T extends string>(place: Place, words: readonly T[], presence?: Presence): T | undefined;
  /**
   * Looks at the keys of a mapping that are not among the known ones. Those that say something about what runs, but not
   * where or how it is read, are refused, in some sections all; the rest is passed over with a warning.
   * @param section the mapping's section, where such keys may be meant for one
   */
  checkOtherKeys(map: JsonObject, path: FilePath, known: readonly string[], section?: SweepFileSection): void;
  /** A number at a place as it is written in the file, such as `2.0`; `undefined` for whatever else. */
  writtenAt(place: Place): string | undefined;
  /** A reader of another file, which collects with this one. */
  forFile(file: FilePlaces): FileReader;
  /** Warnings of what Azure ML's tool reads differently, but where it comes to the same number. */
  differencesOf(differences: readonly PlacedYamlDifference[]): readonly SweepFileWarning[];
}

/** Where the values of a file are, and how its numbers are written. */
export type FilePlaces = Pick<YamlSource, 'locate' | 'writtenAt'>;

/** Whether something must be there. A key without a value (null) counts as not there. */
export type Presence = 'required' | 'optional';

/** The place of a key of a mapping. */
export function placeOf(map: JsonObject | undefined, path: FilePath, key: string): Place {
  return { path: [...path, key], value: map?.get(key) ?? undefined };
}

export function createFileReader(
  { locate, writtenAt }: FilePlaces,
  collected: Collected = { problems: [], warnings: [], ignored: [] },
): FileReader {
  const { problems, warnings, ignored } = collected;
  const settled = new Set<string>();
  const numbers = new Set<string>();

  function refuse({ path, value }: Place, takes: string, got?: string): void {
    const shown = formatFilePath(path);
    const isMissing = got === undefined && value === undefined;
    // What somebody put elsewhere is missing neither there nor with what should be around it.
    if (settled.has(shown) || (isMissing && [...settled].some((one) => one.startsWith(`${shown}.`)))) return;
    const found = got ?? (value === undefined ? 'missing' : describeFileValue(value));
    problems.push({ ...locate(path), path: shown, got: found, takes });
  }

  function settle(path: FilePath): void {
    settled.add(formatFilePath(path));
  }

  function warn({ path }: Place, message: string): void {
    if (settled.has(formatFilePath(path))) return;
    warnings.push({ ...locate(path, 'key'), path: formatFilePath(path), message });
  }

  function ignore({ path, value }: Place, key: PlacementKey): void {
    if (value === undefined || settled.has(formatFilePath(path))) return;
    ignored.push({ ...locate(path, 'key'), path: formatFilePath(path), key });
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
    ignored,
    refuse,
    settle,
    warn,
    ignore,
    isOverridden: ({ path }) => locate(path).override !== undefined,
    readMap: (place, takes, presence = 'required') =>
      read(place, takes, presence, (value) => (isJsonObject(value) ? value : undefined)),
    readText: (place, takes, presence = 'required') =>
      read(place, takes, presence, (value) => (typeof value === 'string' && value.trim() !== '' ? value : undefined)),
    readNumber(place, takes, presence = 'required') {
      numbers.add(formatFilePath(place.path));
      return read(place, takes, presence, toNumber);
    },
    readWord: (place, words, presence = 'required') =>
      read(place, words.length === 1 ? String(words[0]) : `one of ${words.join(', ')}`, presence, (value) => {
        if (typeof value !== 'string') return undefined;
        const forms = [toSnakeCase(value), value.toLowerCase()];
        return words.find((one) => forms.includes(one));
      }),
    checkOtherKeys(map, path, known, section) {
      for (const key of map.keys()) {
        if (known.includes(key)) continue;
        const place = placeOf(map, path, key);
        const fault = section && describeOtherKey(key, { section, path, known });
        if (fault === undefined) {
          const meant = closestName(key, known);
          const question = meant === undefined ? '' : `; did you mean ${meant}?`;
          warn(place, `is not a known key and is passed over, where Azure ML refuses it${question}`);
          continue;
        }
        problems.push({ ...locate(place.path, 'key'), path: formatFilePath(place.path), got: fault.got });
        // What is missing where the key belongs is not missing beside it.
        if (fault.meant !== undefined) settle(fault.meant);
      }
    },
    writtenAt: ({ path }) => writtenAt(path),
    forFile: (file) => createFileReader(file, collected),
    differencesOf(differences) {
      const byPosition = new Map<string, SweepFileWarning>();
      for (const { isSameNumber, path, ...position } of differences) {
        const shown = formatFilePath(path);
        // What several aliases name is written once.
        const key = `${position.line}:${position.column}:${position.override ?? ''}`;
        if (!(isSameNumber && numbers.has(shown)) && !byPosition.has(key)) {
          byPosition.set(key, { ...position, path: shown });
        }
      }
      return [...byPosition.values()];
    },
  };
}

function describeFileValue(value: JsonValue): string {
  if (isJsonObject(value)) return 'a mapping';
  if (typeof value === 'bigint') return String(value);
  return Array.isArray(value) ? `a list of ${value.length}` : describeValue(value);
}

function toNumber(value: JsonValue): number | bigint | undefined {
  if (typeof value === 'bigint') return value;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function toSnakeCase(text: string): string {
  return text.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
