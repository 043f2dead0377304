import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkNoneThere, folderNameOf, pathInFolder, saveFile } from './save-file.js';

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
      fc.property(names, fc.constantFrom('linux', 'win32'), (parts, platform) => {
        let place: string;
        try {
          place = pathInFolder('/safe', parts.join('/'), platform);
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

  it.each(['..\\..\\x', 'a/..\\x', '/etc/passwd', '//host/share', 'a//b', 'a/', '.', 'a\u0000b'])(
    'is never %j',
    (name) => {
      for (const platform of ['linux', 'win32'] as const) {
        expect(() => pathInFolder('/safe', name, platform)).toThrow('leads out of the folder or cannot be written');
      }
    },
  );

  it.each(['C:/x', 'a:stream', '.. /x', '.../x', 'model.', 'outputs/nul', 'COM1.txt', 'what?'])(
    'is %j where that is but a name, and nowhere on Windows',
    (name) => {
      expect(pathInFolder('/safe', name, 'linux')).toBe(`/safe/${name}`);
      expect(() => pathInFolder('/safe', name, 'win32')).toThrow('cannot be written');
    },
  );

  it('is a folder named after the run', () => {
    expect(['HD_1-a.b_2', '../x y', '..', ''].map(folderNameOf)).toEqual(['HD_1-a.b_2', '.._x_y', '_', '_']);
  });
});

describe('saving', () => {
  it('writes the whole file and says how large it is', async () => {
    const file = path.join(await folder(), 'deep', 'model.json');
    expect(await saveFile(file, contentOf('{"w":', '1}'))).toBe(7);
    expect(await readFile(file, 'utf8')).toBe('{"w":1}');
  });

  it('reports the bytes as they arrive', async () => {
    const seen: number[] = [];
    const onBytes = (bytes: number) => seen.push(bytes);
    await saveFile(path.join(await folder(), 'a'), contentOf('ab', 'cde'), { onBytes });
    expect(seen).toEqual([2, 5]);
  });

  it('is refused before anything is written where one of the files exists', async () => {
    const place = await folder();
    await saveFile(path.join(place, 'b'), contentOf('one'));
    expect(() => checkNoneThere([path.join(place, 'a'), path.join(place, 'b')])).toThrow('b exists already');
    expect(() => checkNoneThere([path.join(place, 'a')])).not.toThrow();
    await symlink('nowhere', path.join(place, 'dangling'));
    expect(() => checkNoneThere([path.join(place, 'dangling')])).toThrow('exists already');
  });

  it('leaves nothing of a file that broke off, and keeps the one that existed', async () => {
    const place = await folder();
    const file = path.join(place, 'model.json');
    await saveFile(file, contentOf('whole'));
    const broken = async () =>
      (async function* bytes() {
        yield new TextEncoder().encode('ha');
        throw new Error('the connection broke');
      })();
    await expect(saveFile(file, broken)).rejects.toThrow('the connection broke');
    expect(await readdir(place)).toEqual(['model.json']);
    expect(await readFile(file, 'utf8')).toBe('whole');
  });

  it('leaves nothing of a file whose download is stopped, even while it waits for more', async () => {
    const place = await folder();
    const stop = new AbortController();
    const endless = async () =>
      (async function* bytes() {
        yield new TextEncoder().encode('ha');
        await new Promise(() => undefined);
      })();
    const onBytes = () => setImmediate(() => stop.abort());
    const saving = saveFile(path.join(place, 'model.json'), endless, { onBytes, signal: stop.signal });
    await expect(saving).rejects.toThrow('aborted');
    expect(await readdir(place)).toEqual([]);
  });

  it('reports a file in the place of a folder', async () => {
    const place = await folder();
    await saveFile(path.join(place, 'a'), contentOf('file'));
    await expect(saveFile(path.join(place, 'a', 'b'), contentOf('x'))).rejects.toThrow(/a.b cannot be written: /);
  });
});
