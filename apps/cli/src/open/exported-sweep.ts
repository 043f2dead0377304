import { createReadStream } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { type OpenedSnapshot, openSnapshot } from '@hyperdrive-run/sdk';
import { CliError, usageError } from '../context/cli-error.js';
import type { CliIo } from '../context/cli-io.js';
import { fileFailure } from '../context/file-failure.js';

/**
 * The file with an exported sweep that a backend names: `file:<path>`.
 * @param option what it was given with, for the error
 * @returns an absolute path; `undefined` where the backend is something else
 * @throws CliError where `file:` names no file
 */
export function exportedFile(
  backend: string,
  { cwd, env }: Pick<CliIo, 'cwd' | 'env'>,
  option: '--backend' | '--resume-from' = '--backend',
): string | undefined {
  if (!backend.startsWith('file:')) return undefined;
  const file = backend.slice('file:'.length);
  if (file === '') throw usageError(`${option} is "file:" without a file.`, 'Write file:<path of an exported sweep>.');
  // A shell puts the home folder in for `~` only at the beginning of a word.
  return file.startsWith('~/') ? path.join(env['HOME'] ?? homedir(), file.slice(2)) : path.resolve(cwd, file);
}

/**
 * Opens a file with an exported sweep.
 * @throws CliError where it cannot be read
 * @throws SnapshotError where it contains no whole sweep
 */
export async function openExportedSweep(file: string): Promise<OpenedSnapshot> {
  try {
    return await openSnapshot(createReadStream(file));
  } catch (error) {
    const reason = fileFailure(error);
    if (reason === undefined) throw error;
    const hint = 'Give the path of a file that "hyperdrive export" wrote.';
    throw new CliError({ message: `The file ${JSON.stringify(file)} ${reason}.`, hint, cause: error });
  }
}
