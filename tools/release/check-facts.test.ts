import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkFacts, problemsOf } from './check-facts.mjs';
import { factsOf, missingFacts } from './project-facts.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const folder = 'packages/core';

function manifest(): Record<string, unknown> {
  return {
    ...factsOf(folder),
    keywords: ['a', 'b', 'c', 'd'],
    scripts: { prepublishOnly: 'node ../../tools/release/require-facts.mjs' },
  };
}

function rulesOf(changes: Record<string, unknown>): string[] {
  return problemsOf(folder, { ...manifest(), ...changes }).map(({ rule }) => rule);
}

test('a manifest that says what the project says of itself is not reported', () => {
  expect(rulesOf({})).toEqual([]);
});

test.each(Object.keys(factsOf(folder)))('a manifest with another %s fires', (name) => {
  expect(rulesOf({ [name]: 'another' })).toEqual(['facts-have-one-place']);
});

test('a package that the search of the registry would not find fires', () => {
  expect(rulesOf({ keywords: ['a', 'a', 'a', 'a'] })).toEqual(['a-package-can-be-found']);
  expect(rulesOf({ keywords: undefined })).toEqual(['a-package-can-be-found']);
});

test('a package that could be published with a placeholder fires', () => {
  expect(rulesOf({ scripts: {} })).toEqual(['no-placeholder-is-published']);
  expect(rulesOf({ scripts: undefined })).toEqual(['no-placeholder-is-published']);
});

test('every package of this repository follows the rules', async () => {
  expect(await checkFacts(root)).toEqual([]);
});

test('a publish ends exactly while a placeholder is left', () => {
  const { status, stderr } = spawnSync(process.execPath, ['tools/release/require-facts.mjs'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(status).toBe(missingFacts().length > 0 ? 1 : 0);
  for (const fact of missingFacts()) expect(stderr).toContain(fact);
});
