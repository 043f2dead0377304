import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { listTree } from './list-tree.js';

/** A folder with files, and with links that are seen from it. */
async function folderWith(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const [path, target] of Object.entries(links)) symlinkSync(join(folder, target), join(folder, path));
  return folder;
}

async function listed(
  folder: string,
): Promise<{ readonly files: readonly string[]; readonly folders: readonly string[] }> {
  const { files, folders } = await listTree(folder, {});
  return { files: files.map(({ path }) => path).toSorted(), folders: folders.toSorted() };
}

describe('what is left out of a folder', () => {
  it('is not named, nor are the folders in it', async () => {
    const folder = await folderWith({
      '.amlignore': 'data/\nbuild',
      'data/big': '',
      'build/lib/x': '',
      'src/a.py': '',
    });
    expect(await listed(folder)).toEqual({ files: ['.amlignore', 'src/a.py'], folders: ['data', 'src'] });
  });

  it('is not walked, unless something in it may be taken in again', async () => {
    const files = { 'build/a.txt': '', 'a.py': '' };
    const left = await folderWith({ ...files, '.amlignore': 'build\n*.txt' }, { 'build/up': '.' });
    expect((await listed(left)).files).toEqual(['.amlignore', 'a.py']);
    const again = await folderWith({ ...files, '.amlignore': 'build\n!build/a.txt' }, { 'build/up': '.' });
    await expect(listed(again)).rejects.toMatchObject({
      path: 'build/up',
      message: '"build/up" is a link to a folder that it is in itself.',
    });
  });

  it('is taken in again file by file, without its folder', async () => {
    const folder = await folderWith({ '.amlignore': 'build\n!build/a.txt', 'build/a.txt': '', 'build/b.txt': '' });
    expect(await listed(folder)).toEqual({ files: ['.amlignore', 'build/a.txt'], folders: [] });
  });

  it.each([
    ['to a file', 'real/a.py'],
    ['that leads nowhere', 'nowhere'],
  ])('may be a link %s', async (_, target) => {
    const folder = await folderWith({ '.amlignore': 'link', 'real/a.py': '' }, { link: target });
    expect(await listed(folder)).toEqual({ files: ['.amlignore', 'real/a.py'], folders: ['real'] });
  });
});

describe('a link to a folder', () => {
  it('has its files looked at by the names that they really have', async () => {
    const files = { 'real/a.py': '', 'real/b.py': '' };
    const named = await folderWith({ ...files, '.amlignore': 'link' }, { link: 'real' });
    expect(await listed(named)).toEqual({
      files: ['.amlignore', 'link/a.py', 'link/b.py', 'real/a.py', 'real/b.py'],
      folders: ['real'],
    });
    const inside = await folderWith({ ...files, '.amlignore': 'real/a.py' }, { link: 'real' });
    expect(await listed(inside)).toEqual({
      files: ['.amlignore', 'link/b.py', 'real/b.py'],
      folders: ['link', 'real'],
    });
    const below = await folderWith({ 'real/lib/a.py': '', '.amlignore': 'link/lib' }, { link: 'real' });
    expect((await listed(below)).files).toEqual(['.amlignore', 'link/lib/a.py', 'real/lib/a.py']);
  });

  it('to the same folder twice is no circle', async () => {
    const folder = await folderWith({ 'real/a.py': '' }, { one: 'real', two: 'real' });
    expect(await listed(folder)).toEqual({
      files: ['one/a.py', 'real/a.py', 'two/a.py'],
      folders: ['one', 'real', 'two'],
    });
  });
});

describe('a tree of files', () => {
  it.skipIf(process.platform === 'win32')('is refused where a path is neither a file nor a folder', async () => {
    await expect(listTree('/dev/null', {})).rejects.toMatchObject({
      path: '/dev/null',
      message: '"/dev/null" is neither a file nor a folder.',
    });
  });

  it('is refused where it has no file, with what to do', async () => {
    const [empty, left] = [await temporaryFolder(), await folderWith({ '.gitignore': '*' })];
    const hint = 'Put a file into it, or name another folder.';
    await expect(listTree(empty, {})).rejects.toMatchObject({
      path: empty,
      hint,
      message: `${JSON.stringify(empty)} has no file.`,
    });
    await expect(listTree(left, {})).rejects.toMatchObject({
      hint,
      message: `${JSON.stringify(left)} has no file that its .gitignore does not leave out.`,
    });
  });

  it('is refused where a link leads to itself', async () => {
    const folder = await folderWith({ 'a.py': '' }, { loop: 'loop' });
    await expect(listed(folder)).rejects.toMatchObject({
      path: 'loop',
      message: '"loop" cannot be read: it is a link that leads to itself.',
    });
  });

  it.runIf(process.platform === 'linux')('is refused where a name is no UTF-8', async () => {
    const folder = await folderWith({ 'a.py': '' });
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/a`), Buffer.from([0xff])]), '');
    await expect(listed(folder)).rejects.toMatchObject({
      path: 'a\uFFFD',
      message: '"a\uFFFD" has a name that is no UTF-8.',
    });
  });
});
