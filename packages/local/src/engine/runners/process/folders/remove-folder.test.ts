import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../storage/__fixtures__/temporary-folder.js';
import { removeFolder } from './remove-folder.js';

async function makeFolder(): Promise<{ readonly folder: string; readonly kept: string }> {
  const base = await temporaryFolder();
  const [folder, kept] = [join(base, 'folder'), join(base, 'kept')];
  mkdirSync(join(folder, 'deep', 'deeper'), { recursive: true });
  mkdirSync(kept);
  writeFileSync(join(kept, 'model'), 'x');
  writeFileSync(join(folder, 'deep', 'deeper', 'file'), 'x');
  symlinkSync(kept, join(folder, 'outputs'), 'junction');
  return { folder, kept };
}

describe('a folder that is removed', () => {
  it('is gone at once where it is small, and what it links to stays', async () => {
    const { folder, kept } = await makeFolder();
    const removed = removeFolder(folder);
    expect(existsSync(folder)).toBe(false);
    await removed;
    expect(existsSync(join(kept, 'model'))).toBe(true);
  });

  it.each([
    [
      'has many files',
      (folder: string) => {
        for (let n = 0; n < 100; n += 1) writeFileSync(join(folder, `file-${n}`), 'x');
      },
    ],
    ['has a large file', (folder: string) => writeFileSync(join(folder, 'large'), Buffer.alloc(2 ** 21))],
  ])('is gone afterwards where it %s', async (_, fill) => {
    const { folder, kept } = await makeFolder();
    fill(folder);
    const removed = removeFolder(folder);
    expect(existsSync(folder)).toBe(true);
    await removed;
    expect([existsSync(folder), existsSync(join(kept, 'model'))]).toEqual([false, true]);
  });

  it('may not exist', async () => {
    const { folder } = await makeFolder();
    await removeFolder(folder);
    await removeFolder(folder);
    expect(existsSync(folder)).toBe(false);
  });
});
