import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { readIgnoreRules } from './ignore-rules.js';

/** What is left out of these paths by these lines. */
async function ignored(lines: readonly string[], paths: readonly string[]): Promise<readonly string[]> {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, '.gitignore'), lines.join('\n'));
  const rules = await readIgnoreRules(folder);
  return paths.filter((path) => rules?.isIgnored(path));
}

// ASCII alone: for git a `?` is one byte.
const names = fc.constantFrom(
  'a',
  'b',
  'build',
  'x y',
  'train.py',
  'z.pyc',
  '.h',
  '#c',
  '!d',
  'Z',
  '-',
  ']',
  '[z',
  'a\\b',
);
const pieces = fc.constantFrom(
  'a',
  'b',
  'build',
  '*',
  '**',
  '?',
  '*.py',
  '*.pyc',
  '.*',
  '[ab]',
  '[!a]',
  '[a-z]',
  '[]z]',
  '[!]]',
  '\\#c',
  '\\!d',
  'x y',
  'b*',
  'a\\\\b',
);

describe('the rules of an ignore file', () => {
  it('leave out what git leaves out', async ({ skip }) => {
    if (spawnSync('git', ['--version']).status !== 0) skip('git was not found');
    const folder = await temporaryFolder();
    const git = (...args: readonly string[]): readonly string[] => [
      '-C',
      folder,
      '-c',
      'core.excludesFile=/dev/null',
      ...args,
    ];
    execFileSync('git', git('init', '--quiet'));
    const pattern = fc
      // Not `a/**/`, which is `a/**` for Azure ML and leaves no file of `a` itself out for git.
      .tuple(fc.boolean(), fc.array(pieces, { minLength: 1, maxLength: 3 }), fc.boolean())
      .map(
        ([root, segments, isFolder]) =>
          (root ? '/' : '') + segments.join('/') + (isFolder && segments.at(-1) !== '**' ? '/' : ''),
      );
    const path = fc.array(names, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(pattern, { minLength: 1, maxLength: 3 }),
        fc.uniqueArray(path, { minLength: 5, maxLength: 15 }),
        async (patterns, paths) => {
          // A path that is a folder of another one would be both.
          const files = paths.filter((one) => !paths.some((other) => other.startsWith(`${one}/`)));
          writeFileSync(join(folder, '.gitignore'), patterns.join('\n'));
          const input = files.map((file) => `${file}\0`).join('');
          const answer = spawnSync('git', git('check-ignore', '--no-index', '--stdin', '-z'), {
            input,
            encoding: 'utf8',
          });
          const rules = await readIgnoreRules(folder);
          expect(files.filter((file) => rules?.isIgnored(file))).toEqual(
            answer.stdout.split('\0').filter((file) => file !== ''),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are read from the last line that matches, and are as Azure ML has them below a folder that is left out', async () => {
    const paths = ['a.py', 'b.py', 'build/a.py', 'build/keep.txt'];
    expect(await ignored(['*.py', '!b.py'], paths)).toEqual(['a.py', 'build/a.py']);
    expect(await ignored(['!b.py', '*.py'], paths)).toEqual(['a.py', 'b.py', 'build/a.py']);
    expect(await ignored(['build/', '!build/keep.txt'], paths)).toEqual(['build/a.py']);
  });

  it('pass over comments, empty lines, blanks around a line and the mark of UTF-8', async () => {
    expect(await ignored(['\u{feff}a', '', '# b', '  c  ', '/', 'd\r'], ['a', 'b', '# b', 'c', 'd'])).toEqual([
      'a',
      'c',
      'd',
    ]);
  });

  it.each(['[z-a]', 'a\\', '!'])('refuse the line %j, naming file and line', async (line) => {
    const reading = ignored(['*.pyc', line], ['a']);
    await expect(reading).rejects.toMatchObject({
      code: 'unusable-files',
      message: expect.stringContaining('.gitignore" has no pattern of git in line 2'),
      hint: 'Correct the line, or delete it.',
    });
  });

  it('are those of .amlignore alone where there is one', async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, '.gitignore'), 'a');
    writeFileSync(join(folder, '.amlignore'), 'b');
    const rules = await readIgnoreRules(folder);
    expect([rules?.file, rules?.isIgnored('a'), rules?.isIgnored('b')]).toEqual(['.amlignore', false, true]);
  });

  it('leave out all of a folder that they leave out, unless one of them takes in again', async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, '.amlignore'), 'build\n*.pyc\n!a.pyc');
    expect((await readIgnoreRules(folder))?.isAllIgnored('build')).toBe(false);
    writeFileSync(join(folder, '.amlignore'), 'build\nlib/\n*.pyc');
    const rules = await readIgnoreRules(folder);
    expect(['build', 'lib', 'src/build', 'src'].filter((path) => rules?.isAllIgnored(path))).toEqual([
      'build',
      'lib',
      'src/build',
    ]);
  });

  it('are refused where they cannot be read', async () => {
    const folder = await temporaryFolder();
    mkdirSync(join(folder, '.amlignore'));
    await expect(readIgnoreRules(folder)).rejects.toThrow('cannot be read: it is a folder');
    const binary = await temporaryFolder();
    writeFileSync(join(binary, '.amlignore'), new Uint8Array([0xff, 0xfe, 0x41]));
    await expect(readIgnoreRules(binary)).rejects.toMatchObject({ code: 'unusable-files' });
  });
});
