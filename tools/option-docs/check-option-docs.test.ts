import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkOptionDocs } from './check-option-docs.mjs';

/** What the check says of a package whose entry has this text. */
async function check(text: string, others: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const root = await mkdtemp(path.join(tmpdir(), 'option-docs-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const source = path.join(root, 'packages/one/src');
  await mkdir(source, { recursive: true });
  const exports = { '.': { '@hyperdrive-run/source': './src/index.ts' } };
  await writeFile(path.join(root, 'packages/one/package.json'), JSON.stringify({ type: 'module', exports }));
  for (const [name, content] of Object.entries({ ...others, 'index.ts': text })) {
    await writeFile(path.join(source, name), content);
  }
  const { problems } = await checkOptionDocs(root, ['packages/one']);
  return problems.map(({ rule, what }) => [rule, what]);
}

test('an option without a text is reported, also one that is inherited from an interface of another name', async () => {
  const base =
    'export interface Filter {\n  readonly includeFailed?: boolean;\n  /** Whether ... */\n  readonly other?: boolean;\n}\n';
  const index = `import type { Filter } from './filter.js';\nexport interface FindOptions extends Filter {\n  readonly top?: number;\n}\n`;
  expect(await check(index, { 'filter.ts': base })).toEqual([
    ['options-have-a-text', 'FindOptions.top has none'],
    ['options-have-a-text', 'Filter.includeFailed has none'],
  ]);
});

test('a comment that has tags alone is no text', async () => {
  expect(await check('export interface AOptions {\n  /** @deprecated */\n  readonly a?: number;\n}\n')).toEqual([
    ['options-have-a-text', 'AOptions.a has none'],
  ]);
});

test.each([
  ['shaped like `TokenCredential` of @azure/core-auth. For MLflow also a user.', '@azure/core-auth'],
  ['at the beginning\n   * @azure/identity of a line', '@azure/identity'],
])('a text that breaks off at an @ is reported: %j', async (text, at) => {
  const found = await check(`export interface AOptions {\n  /**\n   * ${text}\n   */\n  readonly a?: number;\n}\n`);
  expect(found).toEqual([['texts-do-not-break-off', `the text of AOptions.a has ${at}`]]);
});

test('backticks, a backslash, links and tags of their own lines are as they should be', async () => {
  const text =
    'Of `@azure/core-auth` and \\@azure/identity, as {@link BOptions} has it.\n   * @deprecated use b\n   * @throws Error';
  expect(await check(`export interface AOptions {\n  /**\n   * ${text}\n   */\n  readonly a?: number;\n}\n`)).toEqual(
    [],
  );
});

test('what is not exported, or is no interface of options, may say nothing', async () => {
  const index =
    'interface HiddenOptions {\n  readonly a: number;\n}\nexport interface Answer {\n  readonly b: number;\n}\nexport const one: HiddenOptions = { a: 1 };\n';
  expect(await check(index)).toEqual([]);
});
