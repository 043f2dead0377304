import { chmod, chown, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { openCodeCache } from './code-cache.js';

const key = 'hyperdrive 1 node v20';
const code = Buffer.from('compiled\ncode');
let folder = '';
let file = '';

beforeEach(async () => {
  folder = path.join(await temporaryFolder(), 'cache');
  file = path.join(folder, 'list.code');
});

describe('a cache of compiled code', () => {
  it('returns what was kept, in a file and a folder that are closed to other users', async () => {
    const cache = openCodeCache(file, key);
    expect(cache.read()).toBeUndefined();
    cache.write(() => code);
    expect(cache.read()).toEqual(code);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['list.code']);
  });

  it('returns nothing of another version, and replaces it', () => {
    openCodeCache(file, key).write(() => code);
    const next = openCodeCache(file, 'hyperdrive 2 node v20');
    expect(next.read()).toBeUndefined();
    next.write(() => Buffer.from('newer'));
    expect(next.read()).toEqual(Buffer.from('newer'));
    expect(openCodeCache(file, key).read()).toBeUndefined();
  });

  it('returns nothing of a file that is broken at any place', async () => {
    const cache = openCodeCache(file, key);
    cache.write(() => code);
    const whole = await readFile(file);
    for (let at = 0; at < whole.length; at += 1) {
      await writeFile(file, whole.subarray(0, at));
      expect(cache.read()).toBeUndefined();
      const changed = Buffer.from(whole);
      changed[at] = (whole[at] ?? 0) ^ 1;
      await writeFile(file, changed);
      expect(cache.read()).toBeUndefined();
    }
    await writeFile(file, whole);
    expect(cache.read()).toEqual(code);
  });

  it.skipIf(process.platform === 'win32')('trusts no file and no folder that others may write to', async () => {
    const cache = openCodeCache(file, key);
    cache.write(() => code);
    for (const [target, open, closed] of [
      [file, 0o620, 0o600],
      [folder, 0o702, 0o700],
    ] as const) {
      await chmod(target, open);
      expect(cache.read()).toBeUndefined();
      await chmod(target, closed);
      expect(cache.read()).toEqual(code);
    }
    await chmod(folder, 0o777);
    cache.write(() => Buffer.from('into an open folder'));
    await chmod(folder, 0o700);
    expect(cache.read()).toEqual(code);
  });

  it('trusts nothing that belongs to another user, and writes nothing there', async (context) => {
    if (process.getuid?.() !== 0) return context.skip('only root can give files away');
    const cache = openCodeCache(file, key);
    cache.write(() => code);
    for (const target of [file, folder]) {
      await chown(target, 12_345, 12_345);
      expect(cache.read()).toBeUndefined();
      await chown(target, 0, 0);
      expect(cache.read()).toEqual(code);
    }
    const home = await temporaryFolder();
    await chown(home, 12_345, 12_345);
    openCodeCache(path.join(home, '.cache', 'hyperdrive', 'list.code'), key).write(() => code);
    expect(await readdir(home)).toEqual([]);
  });

  it('does without where it cannot be written, and leaves no draft', async () => {
    await mkdir(file, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    const cache = openCodeCache(file, key);
    cache.write(() => code);
    expect(cache.read()).toBeUndefined();
    expect(await readdir(folder)).toEqual(['list.code']);

    const inTheWay = path.join(await temporaryFolder(), 'file');
    await writeFile(inTheWay, '');
    const nowhere = openCodeCache(path.join(inTheWay, 'cache', 'list.code'), key);
    nowhere.write(() => code);
    cache.write(() => {
      throw new Error('not to be compiled');
    });
    expect(nowhere.read()).toBeUndefined();
  });
});
