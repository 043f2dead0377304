import { expect, it } from 'vitest';
import { blocksOf } from './documents.js';
import { givenNames } from './given-names.js';
import { readBlocks } from './read-blocks.js';
import { typecheckBlocks } from './typecheck-blocks.js';

const blocks = await blocksOf('ts', 'js');

it('every example in TypeScript compiles against the packages', async () => {
  expect(await typecheckBlocks(blocks.filter(({ uncheckedBecause }) => uncheckedBecause === undefined))).toEqual([]);
});

it('an example that calls what does not exist is reported with its page and line', async () => {
  const page = `Text.

<!-- given: sweep -->
\`\`\`ts
const best = await sweep.getBestRunByPrimaryMetric();
console.log(best?.id, sweep.getBestChild());
\`\`\`
`;
  const [problem = '', ...others] = await typecheckBlocks(readBlocks('docs/planted.md', page));
  expect(problem).toMatch(/^docs\/planted\.md:6: error TS2339: Property 'getBestChild' does not exist/);
  expect(others).toEqual([]);
});

it('what an example takes for granted has a type, and is used', () => {
  for (const { page, line, given, code } of blocks) {
    for (const name of given) {
      expect(givenNames.has(name), `${page}:${line}: ${name} has a type in given-names.ts`).toBe(true);
      expect(new RegExp(`\\b${name}\\b`).test(code), `${page}:${line} uses ${name}`).toBe(true);
    }
  }
});
