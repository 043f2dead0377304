import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { callableCommands, withCommands } from './__fixtures__/command-page.js';
import { examplesOf } from './help-text.js';
import { createProgram } from './program.js';

const page = fileURLToPath(new URL('../../../../docs/cli.md', import.meta.url));
const program = createProgram(memoryIo(), () => undefined);

it('the page of the command line says what the program says; npm run docs:cli writes it anew', async () => {
  await expect(withCommands(await readFile(page, 'utf8'), program)).toMatchFileSnapshot(page);
});

it('every command says what it does and has an example', () => {
  const lacking = callableCommands(program)
    .filter(({ command, words }) => command.description() === '' || examplesOf(words).length === 0)
    .map(({ words }) => words.join(' '));
  expect(lacking).toEqual([]);
});
