import { expect, it } from 'vitest';
import { blocksOf } from '../../../../tests/docs/blocks/documents.js';
import { type ShellCommand, shellCommands } from '../../../../tests/docs/blocks/split-shell.js';
import { problemOf } from './__fixtures__/problem-of-line.js';

/** The words behind `hyperdrive`, or behind what is short for it in this repository. */
function wordsOfHyperdrive({ words }: ShellCommand): readonly string[] | undefined {
  const name = words.indexOf('hyperdrive');
  if (name === 0) return words.slice(1);
  return words[0] === 'npm' && words[1] === 'run' && name > 0
    ? words.slice(name + 1).filter((word) => word !== '--')
    : undefined;
}

it('every command line of the documents is one that the program takes', async () => {
  const commands = (await blocksOf('sh', 'console')).flatMap(shellCommands).filter(({ fails }) => !fails);
  const lines = commands.flatMap((command) => {
    const words = wordsOfHyperdrive(command);
    return words === undefined ? [] : [{ place: `${command.page}:${command.line}`, words }];
  });
  expect(lines.length).toBeGreaterThan(100);
  const problems = lines.flatMap(({ place, words }) => {
    const problem = problemOf(words);
    return problem === undefined ? [] : [`${place}: ${problem}`];
  });
  expect(problems).toEqual([]);
});

it.each([
  ['chidlren HD_1', /unknown command 'chidlren'/],
  ['best HD_1 --expain', /unknown option '--expain'/],
  ['children', /missing required argument 'run'/],
])('notices that no program takes hyperdrive %s', (line, problem) => {
  expect(problemOf(line.split(' '))).toMatch(problem);
});
