import { expect, it } from 'vitest';
import { memoryTree } from '../../../__fixtures__/memory-tree.js';
import { blobNames } from './blob-names.js';
import { summarizeUpload } from './upload-summary.js';

const contents = new Map([
  ['b.py', 'bb'],
  ['a/x.py', ''],
  ['Z', 'zzz'],
]);

it('names files below the folder, the one that is first by its place in front', () => {
  const names = blobNames(memoryTree('code', contents)).map(({ name }) => name);
  expect(names).toEqual(['code/Z', 'code/a/x.py', 'code/b.py']);
});

it('names a single file by itself, below what is given', () => {
  const file = { ...memoryTree('iris.csv', new Map([['iris.csv', '1']])), kind: 'file' as const };
  expect(blobNames(file, 'LocalUpload/9f').map(({ name }) => name)).toEqual(['LocalUpload/9f/iris.csv']);
});

it.each([
  ['a name of more than 1024 characters', 'x'.repeat(1020), '1025 characters'],
  ['more than 253 folders', 'x/'.repeat(253) + 'y', 'below more than 253 folders'],
])('refuses %s', (_, path, words) => {
  const name = (): unknown => blobNames(memoryTree('code', new Map([[path, 'x']])));
  expect(name).toThrow(
    expect.objectContaining({ code: 'unusable-files', path, message: expect.stringContaining(words) }),
  );
  expect(() => blobNames(memoryTree('code', new Map([['x'.repeat(1019), 'x']])))).not.toThrow();
});

it('counts files and bytes, and names the five largest', () => {
  const many = new Map(Array.from({ length: 9 }, (_, index) => [`f${index}`, 'x'.repeat(index)]));
  expect(summarizeUpload({ ...memoryTree('code', many), ignoreFile: '.amlignore' })).toEqual({
    files: 9,
    bytes: 36,
    largest: [8, 7, 6, 5, 4].map((size) => ({ path: `f${size}`, size })),
    ignoreFile: '.amlignore',
  });
});
