import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { categories, decisionPage, decisionsCategory, guidePages } from './site-pages.mjs';

const root = path.resolve(import.meta.dirname, '../..');

it('every guide has a place in the navigation, once', async () => {
  const guides = (await readdir(path.join(root, 'docs'))).filter((name) => name.endsWith('.md'));
  const placed = guidePages.map(({ file }) => file).filter((file) => /^docs\/[^/]+\.md$/.test(file));
  expect(placed.toSorted(byText)).toEqual(guides.map((name) => `docs/${name}`).toSorted(byText));
  const addresses = guidePages.map(({ address }) => address);
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(guidePages.filter(({ category }) => !categories.includes(category))).toEqual([]);
});

it('a decision is called by its number and first heading', () => {
  expect(decisionPage('docs/decisions/0009-zod.md', '# `zod` reads what services send\n')).toEqual({
    file: 'docs/decisions/0009-zod.md',
    title: '0009 zod reads what services send',
    category: decisionsCategory,
    address: 'decisions/0009-zod',
  });
});

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
