import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';

/** The names that each entry of core exports, types too, read from its text. */
async function exportedNames(): Promise<ReadonlyMap<string, readonly string[]>> {
  const files = (await readdir(import.meta.dirname)).filter((name) => /^[a-z-]+\.ts$/.test(name));
  const texts = await Promise.all(files.map((name) => readFile(path.join(import.meta.dirname, name), 'utf8')));
  return new Map(files.map((name, index) => [name, namesOf(texts[index] ?? '')]));
}

function namesOf(text: string): readonly string[] {
  return [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = '']) =>
    list
      .split(',')
      .map((name) => name.trim().replace(/^type /, ''))
      .filter((name) => name !== ''),
  );
}

test('the main entry has few enough names to be taken in at a glance', async () => {
  const names = (await exportedNames()).get('index.ts') ?? [];
  expect(names).toContain('sortChildren');
  expect(names.length).toBeLessThanOrEqual(75);
});

test('every name is exported by one entry only', async () => {
  const names = [...(await exportedNames()).values()].flat();
  expect(names.length).toBeGreaterThan(200);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('every entry is a subpath of the package', async () => {
  const { exports }: { exports: Record<string, { default: string }> } = JSON.parse(
    await readFile(path.join(import.meta.dirname, '../package.json'), 'utf8'),
  );
  const built = Object.values(exports).map((entry) => entry.default.replace('./dist/', '').replace(/\.js$/, '.ts'));
  expect(built.toSorted()).toEqual([...(await exportedNames()).keys()].toSorted());
});
