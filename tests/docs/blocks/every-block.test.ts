import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { documents, root } from './documents.js';
import { readBlocks } from './read-blocks.js';

/** The languages whose blocks a test beside this one checks; apps/cli parses the command lines of `sh` and `console`. */
const checked = new Set(['console', 'js', 'json', 'python', 'sh', 'ts', 'yaml']);

it('every code block of the documents is checked, or says why it is not', async () => {
  const lacking: string[] = [];
  for (const page of await documents()) {
    for (const block of readBlocks(page, await readFile(path.join(root, page), 'utf8'))) {
      if (checked.has(block.language) || (block.uncheckedBecause ?? '').length > 15) continue;
      lacking.push(`${page}:${block.line}: ${block.language === '' ? 'a block without a language' : block.language}`);
    }
  }
  expect(lacking).toEqual([]);
});
