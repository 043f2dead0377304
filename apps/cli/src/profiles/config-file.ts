import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codeOf } from '../context/caught-error.js';
import { CliError } from '../context/cli-error.js';

/**
 * Reads a file of JSON that this program wrote, and its user may have changed.
 * @param read makes of the content what it is to be, `undefined` where it is something else
 * @returns `undefined` where there is no such file
 * @throws CliError that names the file, and shows nothing of what it contains
 */
export function readConfigFile<T>(file: string, read: (content: unknown) => T | undefined): T | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw broken(file, 'cannot be read', error);
  }
  const found = read(parsed(text));
  if (found === undefined) throw broken(file, 'is not as "hyperdrive backend" writes it');
  return found;
}

/**
 * Replaces such a file. It is written beside and moved, so that nobody reads half of it.
 * @param mode who may read it: 0o600 is its owner alone
 */
export function writeConfigFile(file: string, content: object, mode: number): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify(content, undefined, 2)}\n`, { mode });
  renameSync(draft, file);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function broken(file: string, problem: string, cause?: unknown): CliError {
  return new CliError({
    message: `The file ${JSON.stringify(file)} ${problem}.`,
    hint: 'Mend it, or delete it and add its profiles again with "hyperdrive backend add". --backend does without it.',
    cause,
  });
}

/** A text of an object that was read; `undefined` where it has none of that name. */
export function textOf(content: object, name: string): string | undefined {
  const value: unknown = Object.getOwnPropertyDescriptor(content, name)?.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
