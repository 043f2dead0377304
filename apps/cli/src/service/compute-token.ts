import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CliError, usageError } from '../context/cli-error.js';
import type { CliIo } from '../context/cli-io.js';
import { exitCode } from '../context/exit-code.js';
import { fileFailure } from '../context/file-failure.js';

/** Where the token of a cluster comes from: never an argument, which other users of the machine can see. */
export interface TokenSource {
  readonly tokenFile?: string | undefined;
  /** The name of an environment variable. */
  readonly tokenVariable?: string | undefined;
}

/**
 * Reads the token of a cluster from its file or variable; `undefined` where none is named.
 * @throws CliError where it is not there, or both are named
 */
export async function readComputeToken(
  { env, cwd }: Pick<CliIo, 'env' | 'cwd'>,
  { tokenFile, tokenVariable }: TokenSource,
): Promise<string | undefined> {
  if (tokenFile !== undefined && tokenVariable !== undefined) {
    throw usageError('--token-file and --token-variable are both given.', 'Give one of the two.');
  }
  if (tokenVariable !== undefined) {
    const token = env[tokenVariable]?.trim() ?? '';
    if (token !== '') return token;
    throw usageError(`The variable ${tokenVariable} of --token-variable is not set.`, `Set it, and export it.`);
  }
  if (tokenFile === undefined) return undefined;
  const token = (await textOf(path.resolve(cwd, tokenFile), tokenFile)).trim();
  if (token !== '') return token;
  throw usageError(`The file ${JSON.stringify(tokenFile)} of --token-file is empty.`, 'Write the token into it.');
}

async function textOf(file: string, shown: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CliError({
      message: `The file ${JSON.stringify(shown)} of --token-file ${fileFailure(error) ?? 'cannot be read'}.`,
      exitCode: exitCode.usage,
      hint: `Give the path of a file with the token. It was looked for at ${file}.`,
      cause: error,
    });
  }
}
