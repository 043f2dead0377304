import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { allowedDifferences } from '../random-sweeps/allowed-differences.js';

const page = await readFile(new URL('../../../docs/python-parity.md', import.meta.url), 'utf8');

/** The entries of the page: what stands in bold, but for the tables that config-parity.test.ts holds. */
const entries = [...page.matchAll(/\*\*([^*]+?)\.?\*\*/g)].map(([, words = '']) => words.replaceAll(/\s+/g, ' '));

/** The entries that a test beside this one shows, with Python's answer and ours. */
async function shownEntries(): Promise<Set<string>> {
  const names = (await readdir(new URL('.', import.meta.url))).filter((name) => name.endsWith('.test.ts'));
  const sources = await Promise.all(names.map((name) => readFile(new URL(name, import.meta.url), 'utf8')));
  const calls = sources.flatMap((source) => [...source.matchAll(/\bdiffers\(\s*(?:'([^']*)'|"([^"]*)")/g)]);
  return new Set(calls.map(([, quoted, doubleQuoted]) => quoted ?? doubleQuoted ?? ''));
}

it('each entry of docs/python-parity.md has a test that shows both answers, and each such test an entry', async () => {
  expect([...(await shownEntries())].toSorted(byText)).toEqual([...entries].toSorted(byText));
});

it('no entry stands on the page twice', () => {
  expect(new Set(entries).size).toBe(entries.length);
});

it('whatever random sweeps may differ in is an entry of the page', () => {
  expect(allowedDifferences.map(({ name }) => name).filter((name) => !entries.includes(name))).toEqual([]);
});

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
