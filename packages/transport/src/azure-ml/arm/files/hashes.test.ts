import fc from 'fast-check';
import { expect, it } from 'vitest';
import { memoryFile, memoryTree, nodeHash } from '../../../__fixtures__/memory-tree.js';
import { environmentVersion } from './environment-version.js';
import { hashCode } from './hash-code.js';
import { hashData } from './hash-data.js';

// What azure-ai-ml 1.35.2 computes of a folder with these files, an empty folder and a .gitignore that leaves out one more.
const project = memoryTree(
  'proj',
  new Map([
    ['train.py', 'print(1)\n'],
    ['sub/empty.txt', ''],
    ['sub/.h/Ünï.bin', 'x'],
    ['.gitignore', '*.pyc\n'],
  ]),
  ['Empty'],
);
const script = { ...memoryTree('train.py', new Map([['train.py', 'print(1)\n']])), kind: 'file' as const };

it('hashes code as azure-ai-ml does, a folder and a single file', async () => {
  expect(await hashCode(project.files, nodeHash)).toBe(
    'f8549db6ba2fb1015c24d6eafc1a6b042d610bebe2054c6c1148e3952ed7ee64',
  );
  expect(await hashCode(script.files, nodeHash)).toBe(
    '7e6aee81e75d7941c8a3ec46da6b49c0905194136af456e2271f263c3bbefefe',
  );
});

it('hashes data as azure-ai-ml does, empty folders included', async () => {
  expect(await hashData(project, nodeHash)).toBe('23264cff87e7489cc516c0a9eb0b980d58c409520312c99ef35f63eaa9b0d805');
  expect(await hashData(script, nodeHash)).toBe('be8e1ccd5bbcf8736e49e2bd0fe5d827c4332a4b6c1975d480092b1fa0cc9d74');
});

it('counts nothing below a folder that is left out itself, although a rule took a file of it in again', async () => {
  const again = { ...project, files: [...project.files, memoryFile('build/keep.txt', 'k')] };
  expect(await hashData(again, nodeHash)).toBe(await hashData(project, nodeHash));
  expect(await hashCode(again.files, nodeHash)).not.toBe(await hashCode(project.files, nodeHash));
});

it('names an environment by its image and conda file as azure-ai-ml does', async () => {
  expect(await environmentVersion({ image: 'ubuntu:22.04' })).toBe(
    '8572c0d1256327d102a551a9efb331be20eb33dbb64beae87d71128fc5d457ff',
  );
  expect(await environmentVersion({ image: 'ubuntu:22.04', condaFile: 'name: x\n' })).toBe(
    '439d0786001aaba782166038bca60a5fb669f733cbc7ce8b998cc61785a61c63',
  );
});

it('hashes the same files alike in whatever order they were found', async () => {
  const paths = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, selector: (path) => path.toLowerCase() });
  await fc.assert(
    fc.asyncProperty(paths, async (all) => {
      const files = all.map((path) => memoryFile(path, path));
      expect(await hashCode(files.toReversed(), nodeHash)).toBe(await hashCode(files, nodeHash));
    }),
    { numRuns: 30 },
  );
});

it.each([
  [4, 'fewer'],
  [2, 'more'],
])('refuses a file that had %d bytes and has %s now', async (size, words) => {
  const file = { ...memoryFile('log.txt', 'abc'), size };
  const hashing = hashCode([file], nodeHash);
  await expect(hashing).rejects.toMatchObject({
    code: 'unusable-files',
    path: 'log.txt',
    message: expect.stringContaining(words),
  });
});

it("rejects with the signal's reason", async () => {
  const controller = new AbortController();
  const file = {
    ...memoryFile('a', 'abc'),
    async *open() {
      controller.abort(new Error('enough'));
      yield new Uint8Array(3);
    },
  };
  await expect(hashCode([file], nodeHash, { signal: controller.signal })).rejects.toThrow('enough');
});
