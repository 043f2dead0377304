import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type CodeFile, isFolder } from './code-files.js';
import { PackageTooLargeError, packageLimitBytes } from './package-limit.js';
import { zipFiles } from './zip-files.js';

/** What a cluster gets of a sweep's code. */
export interface CodePackage {
  /** The digest of what is in it: nodes do not unpack a name again whose package has changed. */
  readonly name: string;
  /**
   * Its bytes. It is made when it is asked for: a cluster that has it does not need it.
   * @throws PackageTooLargeError, Error where a file cannot be read
   */
  readonly zip: () => Promise<Uint8Array>;
}

/** What has this many times the limit does not come below it by compressing: it is not even read. */
const hopelessFactor = 20;

/**
 * The package of some files.
 * @throws PackageTooLargeError where that is so whatever comes of compressing, Error where a file cannot be read
 */
export async function packageFiles(
  files: readonly CodeFile[],
  limitBytes: number = packageLimitBytes,
): Promise<CodePackage> {
  refuseHopeless(files, limitBytes);
  const hash = createHash('sha256');
  for (const { path, source, sizeBytes, isExecutable } of files) {
    hash.update(`${JSON.stringify([path, sizeBytes, isExecutable])}\n`);
    if (isFolder(path)) continue;
    for await (const chunk of createReadStream(source)) hash.update(chunk);
  }
  return { name: `hyperdrive-${hash.digest('hex').slice(0, 40)}.zip`, zip: () => zipOf(files, limitBytes) };
}

/** @throws PackageTooLargeError, Error where a file cannot be read */
export async function requirePackageFits(
  files: readonly CodeFile[],
  limitBytes: number = packageLimitBytes,
): Promise<void> {
  refuseHopeless(files, limitBytes);
  if (bytesOf(files) <= limitBytes) return;
  for await (const _ of boundedZip(files, limitBytes));
}

async function zipOf(files: readonly CodeFile[], limitBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of boundedZip(files, limitBytes)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* boundedZip(files: readonly CodeFile[], limitBytes: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const piece of zipFiles(files)) {
    length += piece.length;
    if (length > limitBytes) throw new PackageTooLargeError(files, limitBytes);
    yield piece;
  }
}

function refuseHopeless(files: readonly CodeFile[], limitBytes: number): void {
  if (bytesOf(files) > hopelessFactor * limitBytes) throw new PackageTooLargeError(files, limitBytes);
}

function bytesOf(files: readonly CodeFile[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
