import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type { LocalFile } from '@hyperdrive-run/core/ports';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { createLocalFiles } from './local-files.js';

const { list, createHash } = createLocalFiles();

async function folderWith(contents: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(await temporaryFolder(), 'code');
  mkdirSync(folder);
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

async function contentOf(file: LocalFile | undefined): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file?.open() ?? []) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

const inOrder = (left: string, right: string): number => (left < right ? -1 : 1);
const pathsOf = (files: readonly LocalFile[]): readonly string[] => files.map(({ path }) => path).toSorted(inOrder);

it('lists a folder with hidden files, sizes and empty folders', async () => {
  const folder = await folderWith({ 'train.py': 'print(1)', '.env': '', 'lib/.git/HEAD': 'x', 'ü #%?/a b': '12' });
  mkdirSync(join(folder, 'lib/empty'));
  const tree = await list(folder);
  expect(tree).toMatchObject({ kind: 'folder', name: 'code', ignoreFile: undefined });
  expect(pathsOf(tree.files)).toEqual(['.env', 'lib/.git/HEAD', 'train.py', 'ü #%?/a b']);
  expect(tree.folders.toSorted(inOrder)).toEqual(['lib', 'lib/.git', 'lib/empty', 'ü #%?']);
  const script = tree.files.find(({ path }) => path === 'train.py');
  expect([script?.size, await contentOf(script), await contentOf(script)]).toEqual([8, 'print(1)', 'print(1)']);
});

it('lists a single file by its name, whatever lies beside it', async () => {
  const folder = await folderWith({ 'iris.csv': '1,2', '.gitignore': '*' });
  const tree = await list(join(folder, 'iris.csv'));
  expect(tree).toMatchObject({ kind: 'file', name: 'iris.csv', folders: [], files: [{ path: 'iris.csv', size: 3 }] });
});

it('leaves out what the rules of the root say, and not what those of folders below say', async () => {
  const folder = await folderWith({
    '.amlignore': 'data/\n*.pyc',
    'data/big': 'x',
    'a.pyc': '',
    'lib/.gitignore': '*',
    'lib/b.py': '',
  });
  const tree = await list(folder);
  expect(tree.ignoreFile).toBe('.amlignore');
  expect(pathsOf(tree.files)).toEqual(['.amlignore', 'lib/.gitignore', 'lib/b.py']);
});

it('follows links to files and folders, and names where they lead', async () => {
  const folder = await folderWith({ 'real/a.py': 'aa' });
  const other = await folderWith({ 'set/b.csv': 'bbb' });
  symlinkSync(join(folder, 'real/a.py'), join(folder, 'link.py'));
  symlinkSync(join(other, 'set'), join(folder, 'data'));
  const { files } = await list(folder);
  expect(pathsOf(files)).toEqual(['data/b.csv', 'link.py', 'real/a.py']);
  const link = files.find(({ path }) => path === 'link.py');
  expect([link?.location.endsWith('real/a.py'), link?.size, await contentOf(link)]).toEqual([true, 2, 'aa']);
});

it('reads large files in pieces, and hashes as the platform does', async () => {
  const content = 'abcdefgh'.repeat(400_000);
  const folder = await folderWith({ large: content });
  const { files } = await list(folder);
  const hash = createHash('md5');
  let pieces = 0;
  for await (const piece of files[0]?.open() ?? []) {
    hash.update(piece);
    pieces += 1;
  }
  expect(pieces).toBeGreaterThan(1);
  const expected = createHash('md5');
  expected.update(Buffer.from(content));
  expect(hash.digest()).toEqual(expected.digest());
});

it.each([
  ['a path where nothing is', {}, 'missing', 'does not exist'],
  ['a folder without a file', {}, '.', 'has no file'],
  [
    'a folder of which all is left out',
    { '.amlignore': '*' },
    '.',
    'has no file that its .amlignore does not leave out',
  ],
])('refuses %s', async (_, contents, path, words) => {
  const listing = list(join(await folderWith(contents), path));
  await expect(listing).rejects.toMatchObject({ code: 'unusable-files', message: expect.stringContaining(words) });
});

it('refuses links that lead nowhere or in a circle, and what is no file', async () => {
  const dangling = await folderWith({ 'a.py': '' });
  symlinkSync('nowhere', join(dangling, 'gone.py'));
  await expect(list(dangling)).rejects.toMatchObject({ path: 'gone.py', message: '"gone.py" does not exist.' });
  const circle = await folderWith({ 'lib/a.py': '' });
  symlinkSync(circle, join(circle, 'lib/up'));
  await expect(list(circle)).rejects.toMatchObject({
    path: 'lib/up',
    message: expect.stringContaining('a folder that it is in itself'),
  });
  const pipe = await folderWith({ 'a.py': '' });
  const server = createServer().listen(join(pipe, 'pipe'));
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  await expect(list(pipe)).rejects.toThrow('"pipe" is neither a file nor a folder.');
  writeFileSync(join(pipe, '.amlignore'), 'pipe');
  expect((await list(pipe)).files).toHaveLength(2);
});

it('says which file could not be read', async () => {
  const folder = await folderWith({ 'a.py': 'a', 'b.py': 'b' });
  const { files } = await list(folder);
  rmSync(join(folder, 'b.py'));
  const reading = contentOf(files.find(({ path }) => path === 'b.py'));
  await expect(reading).rejects.toMatchObject({
    code: 'unusable-files',
    path: 'b.py',
    message: '"b.py" cannot be read: it does not exist.',
  });
});

it("rejects with the signal's reason", async () => {
  const folder = await folderWith({ 'a.py': 'a' });
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(list(folder, { signal })).rejects.toThrow('enough');
  const { files } = await list(folder);
  await expect(async () => {
    for await (const _ of files[0]?.open({ signal }) ?? []);
  }).rejects.toThrow('enough');
});
