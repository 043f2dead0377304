import { expect, it } from 'vitest';
import { blocksOf } from './documents.js';
import { problemOfCommand } from './known-command.js';
import { shellCommands } from './split-shell.js';

it('every command of the documents is known: scripts, packages and projects exist', async () => {
  const blocks = (await blocksOf('sh', 'console')).filter(({ uncheckedBecause }) => uncheckedBecause === undefined);
  const problems = blocks.flatMap(shellCommands).flatMap(({ page, line, words }) => {
    const problem = problemOfCommand(words);
    return problem === undefined ? [] : [`${page}:${line}: ${problem}`];
  });
  expect(problems).toEqual([]);
});

it.each([
  [['npm', 'run', 'fualts'], 'package.json has no script fualts'],
  [['npm', 'install', '@hyperdrive-run/sweeps'], '@hyperdrive-run/sweeps is no package of this repository'],
  [['npx', 'vitest', '--project', 'cores'], 'vitest.config.ts has no project cores'],
  [['hyprdrive', 'list'], 'hyprdrive is no program that the documents know'],
  [['NO_COLOR=1', 'npm', 'test'], undefined],
])('%s', (words, problem) => {
  expect(problemOfCommand(words)).toBe(problem);
});
