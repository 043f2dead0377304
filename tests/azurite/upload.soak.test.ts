import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createLocalFiles } from '@hyperdrive-run/sweep-file';
import {
  blobNames,
  createBlobClient,
  hashCode,
  hashData,
  type UploadOptions,
  uploadTree,
} from '@hyperdrive-run/transport/upload';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAzurite } from './start-azurite.mjs';
import { createContainer } from './test-container.js';

const mebibyte = 2 ** 20;
const { list, createHash: createContentHash } = createLocalFiles();
const client = createBlobClient({});

let azurite = { address: '', stop: async (): Promise<void> => undefined };
let folder = '';

beforeAll(async () => {
  azurite = await startAzurite();
  folder = await mkdtemp(join(tmpdir(), 'hyperdrive-uploads-'));
});

afterAll(async () => {
  await azurite.stop();
  await rm(folder, { recursive: true, force: true });
});

async function upload(path: string, container: string, options?: UploadOptions): Promise<void> {
  const tree = await list(path);
  await hashCode(tree.files, createContentHash);
  const asset = { name: 'soak', version: '1' };
  await uploadTree(client, { container, blobs: blobNames(tree), asset, createHash: createContentHash }, options);
}

it('uploads 10,000 small files', async () => {
  const code = join(folder, 'code');
  const contents = new Map(
    Array.from({ length: 10_000 }, (_, index) => [`p${index % 100}/f ${index} ü.py`, `print(${index})`]),
  );
  for (let index = 0; index < 100; index += 1) await mkdir(join(code, `p${index}`), { recursive: true });
  for (const [path, content] of contents) await writeFile(join(code, path), content);
  const container = await createContainer(azurite.address);
  let files = 0;
  await upload(code, container.signed, { onProgress: (progress) => (files = progress.files) });
  expect(files).toBe(10_000);
  expect(new Set(await container.list())).toEqual(new Set([...contents.keys()].map((path) => `code/${path}`)));
  for (const [path, content] of [...contents].filter((_, index) => index % 97 === 0)) {
    const expected = createHash('sha256').update(content).digest('hex');
    expect((await container.read(`code/${path}`))?.sha256).toBe(expected);
  }
});

/** Writes a file of random bytes, and returns its hash. */
async function writeRandom(path: string, mebibytes: number): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  for (let index = 0; index < mebibytes; index += 1) {
    const piece = randomBytes(mebibyte);
    hash.update(piece);
    await file.write(piece);
  }
  await file.close();
  return hash.digest('hex');
}

/** Collects the garbage now: else what is done with counts until the collector finds the time, on a fast machine all of a file. */
const collectGarbage: () => void = (() => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
})();

// What counts is that it does not grow with the files: the platform keeps two copies of each body beside ours.
it.each([
  ['one file of 300 MiB, which is sent in blocks', { model: 300 }, 160],
  ['ten files of 60 MiB, each sent as a whole', Object.fromEntries([...'abcdefghij'].map((name) => [name, 60])), 384],
])('hashes and uploads %s, in bounded memory', async (_, sizes, limit) => {
  const data = await mkdtemp(join(folder, 'data-'));
  const hashes = new Map<string, string>();
  for (const [name, size] of Object.entries(sizes)) hashes.set(name, await writeRandom(join(data, name), size));
  const container = await createContainer(azurite.address);
  let most = 0;
  const look = (): void => {
    collectGarbage();
    most = Math.max(most, process.memoryUsage().arrayBuffers);
  };
  const timer = setInterval(look, 50);
  try {
    await hashData(await list(data), createContentHash);
    await upload(data, container.signed);
  } finally {
    clearInterval(timer);
  }
  console.log(`At most ${Math.round(most / mebibyte)} MiB were in memory.`);
  for (const [name, hash] of hashes) {
    expect((await container.read(`${basename(data)}/${name}`))?.sha256).toBe(hash);
  }
  expect(most).toBeLessThan(limit * mebibyte);
});
