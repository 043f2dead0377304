import { randomUUID } from 'node:crypto';
import { createWriteStream, lstatSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CliError } from '../context/cli-error.js';

/** A folder's name from a run's id, whatever characters that has. */
export function folderNameOf(runId: string): string {
  const safe = runId.replaceAll(/[^\w.-]/g, '_');
  return /^\.*$/.test(safe) ? '_' : safe;
}

/**
 * Where a file with a name that a service gave belongs in a folder.
 * @param platform whose rules for names count
 * @throws CliError where the name leads out of the folder, or means something else to the file system
 */
export function pathInFolder(folder: string, name: string, platform: NodeJS.Platform = process.platform): string {
  const parts = name.split('/');
  const isRefused = (part: string): boolean => isOdd(part) || (platform === 'win32' && isOddOnWindows(part));
  if (parts.some(isRefused)) {
    throw new CliError({
      message: `The file name ${JSON.stringify(name)} leads out of the folder or cannot be written.`,
      hint: 'Nothing was saved. Leave the file out with a pattern that does not fit it.',
    });
  }
  return path.join(folder, ...parts);
}

/** A backslash is a letter to some systems only; a file may move on to another one. */
function isOdd(part: string): boolean {
  return part === '' || part === '.' || part === '..' || /[\\\p{Cc}]/u.test(part);
}

/** Drives, streams, devices, and the dots and blanks at the end that Windows drops: `.. ` is `..` there. */
function isOddOnWindows(part: string): boolean {
  return /[:*?"<>|]|[. ]$/.test(part) || /^(con|prn|aux|nul|(com|lpt)[\d¹²³])\s*(\.|$)/i.test(part);
}

/** @throws CliError where one of these files exists, be it a link that leads nowhere */
export function checkNoneThere(files: readonly string[]): void {
  const there = files.find((file) => lstatSync(file, { throwIfNoEntry: false }) !== undefined);
  if (there === undefined) return;
  throw new CliError({
    message: `${there} exists already.`,
    hint: 'Nothing was saved. Write over it with --force, or save elsewhere with --output.',
  });
}

/**
 * Refuses to follow a symbolic link on the way from a folder to a file in it: it could lead anywhere.
 * @param folder is not looked at itself: where it leads is the user's own choice
 * @throws CliError that names the link
 */
export function checkNoLinkBelow(folder: string, file: string): void {
  let place = folder;
  for (const part of path.relative(folder, file).split(path.sep)) {
    place = path.join(place, part);
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() !== true) continue;
    throw new CliError({
      message: `${place} is a symbolic link, and is not followed.`,
      hint: 'Remove the link, or save elsewhere with --output.',
    });
  }
}

export interface SaveOptions {
  /** Is called with the number of bytes that have arrived so far. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Saves a file as it arrives. It has its name only once it is whole: what breaks off leaves nothing behind. A file that
 * has the name already is replaced.
 * @returns how many bytes it has
 * @throws CliError where it cannot be written
 */
export async function saveFile(
  file: string,
  open: () => Promise<AsyncIterable<Uint8Array>>,
  options: SaveOptions = {},
): Promise<number> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    return await writeWhole(file, await open(), options);
  } catch (error) {
    throw asUnwritable(file, error);
  }
}

async function writeWhole(
  file: string,
  content: AsyncIterable<Uint8Array>,
  { onBytes, signal }: SaveOptions,
): Promise<number> {
  const unfinished = path.join(path.dirname(file), `.${randomUUID()}.part`);
  let written = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      written += chunk.length;
      onBytes?.(written);
      yield chunk;
    }
  };
  try {
    const target = createWriteStream(unfinished, { flags: 'wx' });
    await pipeline(Readable.from(counted()), target, { signal });
    await rename(unfinished, file);
    return written;
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** A full disk or a folder in the way is for the person to put right; everything else stays what it is. */
function asUnwritable(file: string, error: unknown): unknown {
  const isFileSystem = error instanceof Error && 'syscall' in error && 'path' in error;
  if (!isFileSystem) return error;
  return new CliError({
    message: `${file} cannot be written: ${error.message}.`,
    hint: 'Save elsewhere with --output.',
    cause: error,
  });
}
