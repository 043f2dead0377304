import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CliError } from './cli-error.js';

/** A folder's name from a run's id, whatever that holds. */
export function folderNameOf(runId: string): string {
  const safe = runId.replaceAll(/[^\w.-]/g, '_');
  return /^\.*$/.test(safe) ? '_' : safe;
}

/**
 * Where a file with a name that a service gave belongs in a folder.
 * @throws CliError where the name leads out of the folder, or means something to a file system
 */
export function pathInFolder(folder: string, name: string): string {
  const parts = name.split('/');
  const isStrange = (part: string): boolean => part === '' || part === '.' || part === '..' || hasOddCharacter(part);
  if (parts.some(isStrange)) {
    throw new CliError({
      message: `The file name ${JSON.stringify(name)} leads out of the folder or cannot be written.`,
      hint: 'Nothing was saved. Leave the file out with a pattern that does not fit it.',
    });
  }
  return path.join(folder, ...parts);
}

/** Backslashes, drives and control characters: on some system each of them is more than a letter. */
function hasOddCharacter(part: string): boolean {
  return /[\\:*?"<>|\p{Cc}]/u.test(part);
}

/**
 * Saves a file as it arrives. It has its name only once it is whole: what breaks off leaves nothing behind.
 * @returns how many bytes it has
 * @throws CliError where a file is there and `force` is false
 */
export async function saveFile(
  file: string,
  open: () => Promise<AsyncIterable<Uint8Array>>,
  { force }: { readonly force: boolean },
): Promise<number> {
  if (!force && existsSync(file)) {
    throw new CliError({
      message: `${file} is there already.`,
      hint: 'Write over it with --force, or save elsewhere with --output FOLDER.',
    });
  }
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${randomUUID()}.part`;
  try {
    const target = createWriteStream(unfinished, { flags: 'wx' });
    await pipeline(Readable.from(await open()), target);
    await rename(unfinished, file);
    return target.bytesWritten;
  } finally {
    await rm(unfinished, { force: true });
  }
}
