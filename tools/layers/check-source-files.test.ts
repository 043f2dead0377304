import { expect, test } from 'vitest';
import { checkSourceFiles } from './check-source-files.mjs';
import { makeExampleWorkspace } from './example-workspace.mjs';

const lines = (count: number): string => 'export const line = 1;\n'.repeat(count);

const violations: Record<string, Record<string, string>> = {
  'kebab-case-names': { 'packages/core/src/sortChildren.ts': '' },
  'names-say-what-is-inside': { 'packages/core/src/date-utils.ts': '' },
  'files-are-small': { 'packages/core/src/everything.ts': lines(301) },
  'no-export-star': { 'packages/core/src/index.ts': `export type * from './run.js';\n` },
  'own-errors-are-asked-by-isinstance': {
    // In pieces, or this file would break the rule itself.
    'packages/core/src/retry.ts': [
      'export const mayRetry = (error: unknown) => error',
      'instanceof',
      'BackendError;\n',
    ].join(' '),
  },
  'tests-lie-beside-the-code': {
    'packages/core/src/sort.ts': 'export function sort(): void {}\n',
    'packages/core/src/other.test.ts': `import { other } from './other.js';\n`,
    'packages/core/src/far/away.test.ts': `import { sort } from '../sort.js';\n`,
  },
};

test.each(Object.entries(violations))('%s fires, with a reason', async (rule, files) => {
  await using workspace = await makeExampleWorkspace(files);
  const [file] = Object.keys(files);
  expect(await checkSourceFiles(workspace.root, Object.keys(files))).toEqual([
    { rule, file, what: expect.stringMatching(/.{5}/), why: expect.stringMatching(/.{20}/) },
  ]);
});

test('a test that runs only in the long forms is no test near the code', async () => {
  const files = {
    'packages/core/src/sort.ts': 'export function sort(): void {}\n',
    'packages/core/src/sort.soak.test.ts': `import { sort } from './sort.js';\n`,
  };
  await using workspace = await makeExampleWorkspace(files);
  const problems = await checkSourceFiles(workspace.root, Object.keys(files));
  expect(problems.map(({ rule }) => rule)).toEqual(['tests-lie-beside-the-code']);
});

test('what follows the rules is not reported', async () => {
  const files = {
    'packages/core/src/wire-table.ts': `// Long because the table has one line for each code.\n${lines(400)}`,
    'packages/core/src/sort.ts': 'export function sort(): void {}\n',
    'packages/core/src/sort.test.ts': `import { sort } from './sort.js';\n`,
    'packages/core/src/errors/run-failed-error.ts': 'export class RunFailedError extends Error {}\n',
    'packages/core/src/errors/errors.test.ts': `import { RunFailedError } from './run-failed-error.js';\n`,
    'packages/core/src/config/config.test.ts': `import { config } from './config.js';\n`,
    'packages/core/src/config/config.ts': `import { part } from './part.js';\nexport function config(): void {}\n`,
    'packages/core/src/config/part.ts': 'export function part(): void {}\n',
    'packages/core/src/run.ts': 'export interface Run {}\n// `export * from` in a comment\n',
    'packages/core/src/sort.soak.test.ts': `import { sort } from './sort.js';\n`,
    'packages/core/vitest.config.ts': '',
    'docs/Some Page.md': '',
  };
  await using workspace = await makeExampleWorkspace(files);
  expect(await checkSourceFiles(workspace.root, Object.keys(files))).toEqual([]);
});
