import { closestName } from '@hyperdrive-run/core/internal';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { FilePath } from '../reader/file-path.js';
import type { FileReader } from '../reader/file-reader.js';
import { toSnakeWord, toText } from './python-values.js';

/** Turns a value of the file into what a key takes; `undefined` where it is not taken. */
export type Accept<T> = (value: JsonValue) => T | undefined;

/** A mapping of the file, read as strictly as Azure ML's own client does: no other keys, and no key without a value. */
export interface JobMap {
  readonly path: FilePath;
  readonly map: JsonObject;
  /** What a key has; `undefined` where it is missing, or refused. */
  read<T>(key: string, accept: Accept<T>, takes: string): T | undefined;
  /** What a key must have. */
  require<T>(key: string, accept: Accept<T>, takes: string): T | undefined;
  /** A mapping inside; keys that are not among these are refused. */
  open(key: string, keys: readonly string[]): JobMap | undefined;
  text(key: string): string | undefined;
  /**
   * One of some words, in whatever case.
   * @param form how it is compared: in small letters, or with `MedianStopping` as `median_stopping`
   */
  word<T extends string>(key: string, words: readonly T[], form?: 'lower' | 'snake'): T | undefined;
}

/** Says what is wrong at a place, with the position in the file. */
export type Refuse = (path: FilePath, takes: string, got?: string) => void;

/** Reads a mapping of the file and what is in it, and refuses what Azure ML's own client refuses. */
export interface JobReader {
  readonly refuse: Refuse;
  /** A mapping, of which the keys that are not among these are refused. Without `keys` all are taken. */
  open(value: JsonValue | undefined, path: FilePath, keys?: readonly string[]): JobMap | undefined;
}

export const takesText = 'text';
export const takesWhole = 'a whole number';
export const takesNumber = 'a number';

/** One of some words: see {@link JobMap.word}. */
export function oneOf<T extends string>(words: readonly T[], form: 'lower' | 'snake' = 'lower'): Accept<T> {
  return (value) => {
    const text = toText(value);
    if (text === undefined) return undefined;
    const word = form === 'lower' ? text.toLowerCase() : toSnakeWord(text);
    return words.find((one) => one === word);
  };
}

/** The reader of the job, on top of the reader that knows where things are in the file. */
export function createJobReader(file: FileReader): JobReader {
  const refuse: Refuse = (path, takes, got) => file.refuse({ path, value: undefined }, takes, got);

  function refuseValue(path: FilePath, value: JsonValue, takes: string): void {
    file.refuse({ path, value }, takes, value === null ? 'without a value' : undefined);
  }

  function open(value: JsonValue | undefined, path: FilePath, keys?: readonly string[]): JobMap | undefined {
    if (value === undefined || !isJsonObject(value)) {
      if (value === undefined) refuse(path, 'a mapping');
      else refuseValue(path, value, 'a mapping');
      return undefined;
    }
    for (const key of keys === undefined ? [] : value.keys()) {
      if (keys?.includes(key) === true) continue;
      const meant = closestName(key, keys ?? []);
      const got = `a key that Azure ML does not know${meant === undefined ? '' : `; did you mean ${meant}?`}`;
      file.refuse({ path: [...path, key], value: null }, `one of ${(keys ?? []).join(', ')}`, got);
    }
    return jobMap(value, path);
  }

  function jobMap(map: JsonObject, path: FilePath): JobMap {
    function read<T>(key: string, accept: Accept<T>, takes: string): T | undefined {
      const value = map.get(key);
      if (value === undefined) return undefined;
      const accepted = value === null ? undefined : accept(value);
      if (accepted === undefined) refuseValue([...path, key], value, takes);
      return accepted;
    }
    return {
      path,
      map,
      read,
      require(key, accept, takes) {
        if (!map.has(key)) refuse([...path, key], takes, 'missing');
        return read(key, accept, takes);
      },
      open: (key, keys) => (map.has(key) ? open(map.get(key), [...path, key], keys) : undefined),
      text: (key) => read(key, toText, takesText),
      word: (key, words, form) => read(key, oneOf(words, form), `one of ${words.join(', ')}`),
    };
  }

  return { refuse, open };
}

/** A list of texts. */
export function toTexts(value: JsonValue): readonly string[] | undefined {
  if (!isJsonArray(value)) return undefined;
  const texts = value.filter((item) => typeof item === 'string');
  return texts.length === value.length ? texts : undefined;
}
