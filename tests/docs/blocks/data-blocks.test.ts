import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { blocksOf } from './documents.js';
import { readBlocks } from './read-blocks.js';
import { problemOfData } from './read-data-block.js';

const noPython = spawnSync('python3', ['--version']).status === 0 ? undefined : 'no python3 found';

async function problemsIn(language: string): Promise<readonly string[]> {
  const blocks = (await blocksOf(language)).filter(({ uncheckedBecause }) => uncheckedBecause === undefined);
  expect(blocks).not.toEqual([]);
  return blocks.flatMap((block) => {
    const problem = problemOfData(block);
    return problem === undefined ? [] : [`${block.page}:${block.line}: ${problem}`];
  });
}

it.each(['yaml', 'json'])('every block of %s is read by the reader that it is for', async (language) => {
  expect(await problemsIn(language)).toEqual([]);
});

it('every block of Python is Python', async (context) => {
  if (noPython !== undefined) return context.skip(noPython);
  expect(await problemsIn('python')).toEqual([]);
});

it.each([
  ['yaml', 'early_termination: { type: bandti, slack_factor: 0.2 }', 'bandti'],
  ['yaml', 'sampling: random', 'sampling is no key of a sweep file'],
  ['json', '{ "a": 1, }', ''],
])('notices a block of %s that is wrong', (language, code, problem) => {
  const [block] = readBlocks('docs/planted.md', `\`\`\`${language}\n${code}\n\`\`\`\n`);
  expect(block && problemOfData(block)).toContain(problem);
});
