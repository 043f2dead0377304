import { createHash } from 'node:crypto';
import type { LocalFile, LocalTree } from '@hyperdrive-run/core/ports';
import {
  blobNames,
  createBlobClient,
  type UploadOptions,
  type UploadProgress,
  uploadTree,
} from '@hyperdrive-run/transport/upload';
import { describe, expect, it } from 'vitest';
import { createContainer } from './test-container.js';

const nodeHash = (algorithm: string) => createHash(algorithm);
const retry = { firstDelayMs: 1, maxDelayMs: 5 };
const client = createBlobClient({ retry });
const asset = { name: 'my-code', version: '1' };

function memoryFile(path: string, content: string | Uint8Array): LocalFile {
  const bytes = Buffer.from(content);
  return {
    path,
    size: bytes.length,
    location: `/code/${path}`,
    async *open() {
      yield bytes;
    },
  };
}

function tree(contents: Readonly<Record<string, string | Uint8Array>>): LocalTree {
  const files = Object.entries(contents).map(([path, content]) => memoryFile(path, content));
  return { kind: 'folder', name: 'code', files, folders: [] };
}

function upload(container: string, files: LocalTree, options?: UploadOptions) {
  return uploadTree(client, { container, blobs: blobNames(files), asset, createHash: nodeHash }, options);
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

describe('an upload', () => {
  it('brings every file, and then writes on the first that all are there', async () => {
    const container = await createContainer();
    const contents = { 'train.py': 'print(1)', 'lib/empty.txt': '', 'lib/a.bin': new Uint8Array([0, 255, 10]) };
    expect(await upload(container.signed, tree(contents))).toEqual({ kind: 'uploaded' });
    expect(await container.list()).toEqual(['code/lib/a.bin', 'code/lib/empty.txt', 'code/train.py']);
    for (const [path, content] of Object.entries(contents)) {
      expect((await container.read(`code/${path}`))?.sha256).toBe(sha256(content));
    }
    const first = await container.read('code/lib/a.bin');
    const marks = ['upload_status', 'name', 'version'].map((key) => first?.headers.get(`x-ms-meta-${key}`));
    expect(marks).toEqual(['completed', 'my-code', '1']);
    expect(first?.headers.get('content-type')).toBe('application/octet-stream');
    expect(first?.headers.get('content-md5')).toBe(createHash('md5').update(contents['lib/a.bin']).digest('base64'));
    expect((await container.read('code/train.py'))?.headers.get('x-ms-meta-upload_status')).toBeNull();
  });

  it('keeps names as they are', async () => {
    const container = await createContainer();
    const names = [
      'a b',
      'ü/é',
      '100%',
      '%41',
      'c#d',
      'e?f',
      "g'h(i)!*",
      'j+k&l=m',
      'n"o',
      '\u{1f600}',
      'p;q:r@s',
      '<t>',
      'x'.repeat(200),
    ];
    await upload(container.signed, tree(Object.fromEntries(names.map((name) => [name, name]))));
    expect(new Set(await container.list())).toEqual(new Set(names.map((name) => `code/${name}`)));
    for (const name of names) expect((await container.read(`code/${name}`))?.sha256, name).toBe(sha256(name));
  });

  it('sends a file above 64 MiB in blocks, and reports how far it is', async () => {
    const container = await createContainer();
    const content = Buffer.alloc(65 * 2 ** 20 + 17, 'hyperdrive ');
    const progress: UploadProgress[] = [];
    await upload(container.signed, tree({ 'model.bin': content, 'train.py': 'x' }), {
      onProgress: (now) => progress.push(now),
    });
    expect((await container.read('code/model.bin'))?.sha256).toBe(sha256(content));
    const total = content.length + 1;
    expect(progress.at(-1)).toEqual({ files: 2, totalFiles: 2, bytes: total, totalBytes: total });
    expect(progress.length).toBeGreaterThan(17);
    expect(progress.map(({ bytes }) => bytes)).toEqual(
      progress.map(({ bytes }) => bytes).toSorted((left, right) => left - right),
    );
  });

  it('sends nothing again that is there as a whole, and says as what', async () => {
    const container = await createContainer();
    const files = tree({ 'a.py': 'a', 'b.py': 'b' });
    await upload(container.signed, files);
    const again = uploadTree(client, {
      container: container.sign({ permissions: 'r' }),
      blobs: blobNames(files),
      asset: { name: 'other', version: '7' },
      createHash: nodeHash,
    });
    expect(await again).toEqual({ kind: 'existed', name: 'my-code', version: '1' });
  });

  it('replaces what an upload left that was broken off', async () => {
    const container = await createContainer();
    await container.put('code/a.py', 'half');
    await container.put('code/b.py', 'half');
    await upload(container.signed, tree({ 'a.py': 'whole', 'b.py': 'whole' }));
    expect((await container.read('code/b.py'))?.sha256).toBe(sha256('whole'));
    expect((await container.read('code/a.py'))?.headers.get('x-ms-meta-upload_status')).toBe('completed');
  });

  it('counts what somebody else brings meanwhile as there', async () => {
    const container = await createContainer();
    await container.put('code/b.py', 'theirs');
    let sent = 0;
    const onProgress = ({ bytes }: UploadProgress): void => {
      sent = bytes;
    };
    await upload(container.signed, tree({ 'a.py': 'a', 'b.py': 'ours' }), { onProgress });
    expect(sent).toBe(5);
    expect((await container.read('code/b.py'))?.sha256).toBe(sha256('theirs'));
    expect((await container.read('code/a.py'))?.headers.get('x-ms-meta-upload_status')).toBe('completed');
  });

  it.each([
    ['has expired', { hours: -1 }, 'AuthorizationFailure'],
    ['does not let anybody write', { permissions: 'r' }, 'AuthorizationPermissionMismatch'],
  ])('is refused where the signature %s, and no error shows it', async (_, options, serviceCode) => {
    const container = await createContainer();
    const signed = container.sign(options);
    const error: unknown = await upload(signed, tree({ 'a.py': 'a' })).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'not-authorized',
      serviceCode,
      isRetryable: false,
      requestId: expect.any(String),
    });
    expect(error).toMatchObject({ hint: expect.stringContaining('Submit again') });
    expect(shown(error)).not.toContain(new URL(signed).searchParams.get('sig'));
    expect(await container.list()).toEqual([]);
  });

  it('is refused where bytes were changed on the way', async () => {
    const container = await createContainer();
    const spoiling: typeof fetch = (input, init) =>
      init?.body instanceof Uint8Array
        ? fetch(input, { ...init, body: init.body.map((byte) => byte ^ 1) })
        : fetch(input, init);
    const spoiled = uploadTree(createBlobClient({ fetch: spoiling, retry }), {
      container: container.signed,
      blobs: blobNames(tree({ 'a.py': 'a' })),
      asset,
      createHash: nodeHash,
    });
    await expect(spoiled).rejects.toMatchObject({ code: 'refused', status: 400 });
    expect(await container.list()).toEqual([]);
  });

  it('is none where it was aborted or a file failed: the next one brings all of it', async () => {
    const container = await createContainer();
    const contents = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index}`, `${index}`]));
    const controller = new AbortController();
    const reason = new Error('enough');
    const onProgress = ({ files }: UploadProgress): void => {
      if (files === 5) controller.abort(reason);
    };
    await expect(upload(container.signed, tree(contents), { signal: controller.signal, onProgress })).rejects.toBe(
      reason,
    );
    expect((await container.read('code/f0'))?.headers.get('x-ms-meta-upload_status') ?? null).toBeNull();
    const grown = { ...memoryFile('f41', 'abc'), size: 2 };
    const growing = { ...tree(contents), files: [...tree(contents).files, grown] };
    await expect(upload(container.signed, growing)).rejects.toMatchObject({ code: 'unusable-files', path: 'f41' });
    expect(await upload(container.signed, tree(contents))).toEqual({ kind: 'uploaded' });
    expect(await container.list()).toHaveLength(40);
  });
});

/** All that an error shows to whoever prints it. */
function shown(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.stack, JSON.stringify(error), shown(error.cause ?? '')].join('\n');
}
