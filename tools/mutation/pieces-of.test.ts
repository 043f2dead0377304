import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { trackedFiles } from '../tracked-files.mjs';
import { hasCode } from './has-code.mjs';
import { piecesOf } from './pieces-of.mjs';
import { targets } from './targets.mjs';

const root = path.resolve(import.meta.dirname, '../..');

describe('the pieces of a mutation run', () => {
  test.each(['core', 'sweep-file'])('hold every source file of %s that has code once', async (name) => {
    const target = targets[name];
    if (target === undefined) throw new Error(`no target ${name}`);
    const patterns = (await piecesOf(target, root)).flatMap(({ mutate }) =>
      mutate.filter((glob) => !glob.startsWith('!')),
    );
    const sources = (await trackedFiles(root)).filter(
      (file) => file.startsWith(`${target.folder}/`) && !/\.(test|test-d|bench)\.ts$|__fixtures__/.test(file),
    );
    const texts = await Promise.all(sources.map((file) => readFile(path.join(root, file), 'utf8')));
    const withCode = sources.filter((_, index) => hasCode(texts[index] ?? ''));
    expect(withCode.length).toBeGreaterThan(20);
    const homes = withCode.map((file) => [file, patterns.filter((pattern) => holds(pattern, file)).length]);
    expect(homes.filter(([, count]) => count !== 1)).toEqual([]);
  });

  test('name files that exist, where they name files', async () => {
    const named = Object.values(targets).flatMap(({ folder, pieces }) =>
      Object.values(pieces ?? {}).flatMap((files) => files.map((file) => path.join(root, folder, file))),
    );
    expect(named.length).toBeGreaterThan(10);
    await Promise.all(named.map((file) => access(file)));
  });
});

/** `folder/*.ts` and `folder/**` + `/*.ts`: the two forms that pieces have. */
function holds(pattern: string, file: string): boolean {
  const [folder = '', rest] = pattern.split(/\/(?=\*)/);
  return rest === '**' ? file.startsWith(`${folder}/`) : path.posix.dirname(file) === folder;
}
