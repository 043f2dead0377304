import { readFile } from 'node:fs/promises';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';

/** What Optuna's own API says of a storage, as `python/write_studies.py` writes it. */
export interface Truth {
  /** The version of Optuna. */
  readonly optuna: string;
  readonly zone: string;
  readonly studies: readonly JsonObject[];
}

/** Reads the answers beside a storage. */
export async function readTruth(file: string): Promise<Truth> {
  const truth = parseJson(await readFile(file, 'utf8'));
  if (!isJsonObject(truth)) throw new Error(`${file} contains no answers`);
  return {
    optuna: textOf(truth, 'optuna'),
    zone: textOf(truth, 'zone'),
    studies: listOf(truth, 'studies').filter(isJsonObject),
  };
}

/** A list of an object that every answer has. */
export function listOf(object: JsonObject, name: string): readonly JsonValue[] {
  const value = object.get(name);
  if (!isJsonArray(value)) throw new Error(`${name} is no list in the answers`);
  return value;
}

/** A text of an object that every answer has. */
export function textOf(object: JsonObject, name: string): string {
  const value = object.get(name);
  if (typeof value !== 'string') throw new Error(`${name} is no text in the answers`);
  return value;
}

/** An object within an answer. */
export function objectOf(object: JsonObject, name: string): JsonObject {
  const value = object.get(name);
  if (!isJsonObject(value)) throw new Error(`${name} is no object in the answers`);
  return value;
}

/** A value as the answers write it, in the form that it has here: whole floats are numbers like any other. */
export function fromPlain(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(fromPlain);
  if (!isJsonObject(value)) return value;
  const [[kind, text] = ['', null]] = value;
  if (value.size === 1 && typeof text === 'string') {
    if (kind === 'number' || kind === 'float') return Number(text);
    if (kind === 'integer') return BigInt(text);
  }
  return new Map([...value].map(([key, item]) => [key, fromPlain(item)]));
}
