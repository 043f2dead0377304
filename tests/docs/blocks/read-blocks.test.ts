import { expect, it } from 'vitest';
import { readBlocks } from './read-blocks.js';

it('reads blocks with their lines, languages and notes', () => {
  const text =
    'Text.\n\n<!-- given: sweep, token -->\n<!-- not checked: it is a sketch -->\n```ts\nsweep;\n```\n\n- item\n\n  ```sh\n  ls\n  ```\n';
  expect(readBlocks('a.md', text)).toEqual([
    {
      page: 'a.md',
      line: 6,
      language: 'ts',
      code: 'sweep;\n',
      given: ['sweep', 'token'],
      uncheckedBecause: 'it is a sketch',
    },
    { page: 'a.md', line: 12, language: 'sh', code: '  ls\n', given: [], uncheckedBecause: undefined },
  ]);
});

it('refuses a block without an end', () => {
  expect(() => readBlocks('a.md', '\n```ts\nconst a = 1;\n')).toThrow('a.md:2: the code block has no end');
});
