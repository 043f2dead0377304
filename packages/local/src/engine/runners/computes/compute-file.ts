import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  writeJson,
} from '@hyperdrive-run/core/json';
import { StorageError } from '../../../storage/database/storage-error.js';
import { writePrivateFile } from '../../../storage/files/write-private-file.js';

/** A compute as it is kept: its JSON, and its token apart from that. */
export interface KeptCompute {
  readonly fields: JsonObject;
  readonly token: string | undefined;
}

const fileName = 'computes.json';

/**
 * Reads the computes of a service's folder; none where nobody added one.
 * @throws StorageError where the file is not as it was written
 */
export function readComputeFile(folder: string): readonly KeptCompute[] {
  const file = join(folder, fileName);
  const text = readText(file);
  if (text === undefined) return [];
  const kept = parsed(text);
  if (kept !== undefined) return kept;
  throw new StorageError({
    failure: 'corrupt',
    file,
    message: `The file ${file} should hold computes, but cannot be read as such.`,
    hint: 'Remove the file, and add the computes anew.',
  });
}

/** Replaces the computes of a service's folder. Only the folder's owner can read the file: it contains tokens. */
export function writeComputeFile(folder: string, computes: readonly KeptCompute[]): void {
  const file = join(folder, fileName);
  const entries = computes.map(
    ({ fields, token }) =>
      new Map<string, JsonValue>([['compute', fields], ...(token === undefined ? [] : [['token', token] as const])]),
  );
  writePrivateFile(file, `${writeJson(new Map([['computes', entries]]))}\n`);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new StorageError({
      failure: 'unwritable',
      file,
      message: `The file ${file} cannot be read.`,
      hint: 'See that it belongs to you.',
      cause: error,
    });
  }
}

function parsed(text: string): readonly KeptCompute[] | undefined {
  let value: JsonValue;
  try {
    value = parseJson(text);
  } catch {
    return undefined;
  }
  const entries = isJsonObject(value) ? value.get('computes') : undefined;
  if (!isJsonArray(entries)) return undefined;
  const kept: KeptCompute[] = [];
  for (const entry of entries) {
    const fields = isJsonObject(entry) ? entry.get('compute') : undefined;
    const token = isJsonObject(entry) ? entry.get('token') : undefined;
    if (!isJsonObject(fields)) return undefined;
    kept.push({ fields, token: typeof token === 'string' ? token : undefined });
  }
  return kept;
}
