import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { trackedFiles } from '../tracked-files.mjs';
import { anchorsOf, findDeadMarkdownLinks } from './markdown-links.mjs';

const root = path.resolve(import.meta.dirname, '../..');

it('every link of every document of this repository leads to a file and heading that exist', async () => {
  const files = (await trackedFiles(root)).filter((file) => file.endsWith('.md') && !file.startsWith('.changeset/'));
  const documents = new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(path.join(root, file), 'utf8')] as const)),
  );
  expect(documents.size).toBeGreaterThan(60);
  expect(findDeadMarkdownLinks(root, documents)).toEqual([]);
});

it.each([
  ['[x](docs/none.md)', 'no such file'],
  ['[x](README.md#no-such-heading)', 'README.md has no such heading'],
  ['[x](#no-such-heading)', 'README.md has no such heading'],
  ['[x](../outside.md)', 'leads out of the repository'],
  ['[x](tools#x)', 'a folder has no headings'],
  ['[x](package.json#x)', 'an anchor into what is no document'],
  ['![x](docs/images/none.png)', 'no such file'],
  ['[x](http://unsafe.example)', 'is no address'],
  ['[x](https://)', 'is no address'],
  ['[x]: docs/none.md', 'no such file'],
])('notices %s', (line, reason) => {
  const dead = findDeadMarkdownLinks(root, new Map([['README.md', `# Title\n\n${line}\n`]]));
  expect(dead).toMatchObject([{ page: 'README.md', line: 3, reason }]);
});

it.each(['[x](#title)', '[x](tools)', '`[x](none.md)`', '[x](https://docs.ray.io)', '```\n[x](none.md)\n```'])(
  'has nothing against %s',
  (line) => {
    expect(findDeadMarkdownLinks(root, new Map([['README.md', `# Title\n\n${line}\n`]]))).toEqual([]);
  },
);

it('makes anchors of headings as GitHub does', () => {
  const text = '# A title, with `code`: 1.5\n## [A link](x.md)!\n## Again\n## Again\n';
  expect([...anchorsOf(text)]).toEqual(['a-title-with-code-15', 'a-link', 'again', 'again-1']);
});
