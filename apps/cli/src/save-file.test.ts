import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { folderNameOf, pathInFolder, saveFile } from './save-file.js';

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'hyperdrive-save-'));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

const contentOf =
  (...chunks: string[]) =>
  async () =>
    (async function* bytes() {
      for (const chunk of chunks) yield new TextEncoder().encode(chunk);
    })();

describe('where a downloaded file goes', () => {
  it('is always inside of the folder', () => {
    const names = fc.array(fc.oneof(fc.constantFrom('..', '.', '', 'a', 'C:', '\\', '\0'), fc.string()), {
      minLength: 1,
    });
    fc.assert(
      fc.property(names, (parts) => {
        let place: string;
        try {
          place = pathInFolder('/safe', parts.join('/'));
        } catch {
          return;
        }
        expect(path.posix.normalize(place).startsWith('/safe/')).toBe(true);
        expect(place).not.toMatch(/\\|\0/);
      }),
    );
  });

  it('keeps ordinary names', () => {
    expect(pathInFolder('/safe', 'outputs/model v2.json')).toBe(path.join('/safe', 'outputs', 'model v2.json'));
    expect(() => pathInFolder('/safe', '../../etc/passwd')).toThrow('"../../etc/passwd" leads out of the folder');
  });

  it('is a folder named after the run', () => {
    expect(['HD_1-a.b_2', '../x y', '..', ''].map(folderNameOf)).toEqual(['HD_1-a.b_2', '.._x_y', '_', '_']);
  });
});

describe('saving', () => {
  it('writes the whole file and says how large it is', async () => {
    const file = path.join(await folder(), 'deep', 'model.json');
    expect(await saveFile(file, contentOf('{"w":', '1}'), { force: false })).toBe(7);
    expect(await readFile(file, 'utf8')).toBe('{"w":1}');
  });

  it('writes over nothing unless it is told to', async () => {
    const file = path.join(await folder(), 'model.json');
    await saveFile(file, contentOf('one'), { force: false });
    await expect(saveFile(file, contentOf('two'), { force: false })).rejects.toThrow('is there already');
    await saveFile(file, contentOf('two'), { force: true });
    expect(await readFile(file, 'utf8')).toBe('two');
  });

  it('leaves nothing of a file that broke off, and keeps the one that was there', async () => {
    const place = await folder();
    const file = path.join(place, 'model.json');
    await saveFile(file, contentOf('whole'), { force: false });
    const broken = async () =>
      (async function* bytes() {
        yield new TextEncoder().encode('ha');
        throw new Error('the connection broke');
      })();
    await expect(saveFile(file, broken, { force: true })).rejects.toThrow('the connection broke');
    expect(await readdir(place)).toEqual(['model.json']);
    expect(await readFile(file, 'utf8')).toBe('whole');
  });
});
