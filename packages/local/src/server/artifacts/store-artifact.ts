import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { hasErrorCode } from '../../error-message.js';
import { RequestRefusal } from '../http/request-refusal.js';

/** The most bytes of one file. Files go to the disk as they come: this bounds what a mistake can fill. */
export const mostBytesOfFile: number = 16 * 1024 ** 3;

/** The folders that this service writes itself. */
const ownFolders: ReadonlySet<string> = new Set(['user_logs', 'azureml-logs', 'system_logs']);

/**
 * Keeps a file of a run as it comes in. It can be read once all of it is written.
 * @param root the folder of the run's kept files
 * @param path with forward slashes
 * @throws RequestRefusal with 400 where the path could lead elsewhere, or into the logs; 413 where the file is too long
 */
export async function storeArtifact(
  root: string,
  path: string,
  body: ReadableStream<Uint8Array> | null,
  mostBytes: number,
): Promise<void> {
  const parts = partsOf(path);
  const name = parts.at(-1) ?? '';
  await mkdir(root, { recursive: true, mode: 0o700 });
  const folder = await plainFolder(root, parts.slice(0, -1));
  const target = join(folder, name);
  if ((await lstat(target).catch(() => undefined))?.isDirectory() === true) {
    throw new RequestRefusal(400, `${JSON.stringify(path)} is a folder of the run.`);
  }
  // Beside the target, so that it can take its place at once.
  const part = join(folder, `.${randomUUID()}.part`);
  try {
    const file = createWriteStream(part, { flags: 'wx', mode: 0o600 });
    await pipeline(body === null ? Readable.from([]) : chunksOf(body), noMoreThan(mostBytes), file);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** The steps of a path. @throws RequestRefusal with 400 */
function partsOf(path: string): readonly string[] {
  const parts = path.split('/');
  const isPlain = (part: string): boolean =>
    !['', '.', '..'].includes(part) && !/[\0\\]/.test(part) && part.length <= 200;
  if (!parts.every(isPlain)) throw new RequestRefusal(400, `Invalid path: ${JSON.stringify(path.slice(0, 200))}.`);
  if (ownFolders.has(parts[0] ?? '')) {
    throw new RequestRefusal(
      400,
      `${JSON.stringify(parts[0])} contains the logs that the service writes: log under another path.`,
    );
  }
  return parts;
}

/** Makes the folders on the way, each a real folder: never a link that a trial put there to reach other files. */
async function plainFolder(root: string, parts: readonly string[]): Promise<string> {
  let place = root;
  for (const part of parts) {
    place = join(place, part);
    await mkdir(place, { mode: 0o700 }).catch((error: unknown) => {
      if (!hasErrorCode(error, 'EEXIST')) throw error;
    });
    if (!(await lstat(place)).isDirectory()) {
      throw new RequestRefusal(400, `${JSON.stringify(part)} is no folder of the run.`);
    }
  }
  return place;
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function noMoreThan(mostBytes: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      size += chunk.length;
      done(size > mostBytes ? new RequestRefusal(413, `A file may contain ${mostBytes} bytes at most.`) : null, chunk);
    },
  });
}
