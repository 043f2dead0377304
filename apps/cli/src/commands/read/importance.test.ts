import { beforeAll, describe, expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { writeSweep } from '../../__fixtures__/write-sweep.js';
import { runCli } from '../../run-cli.js';

let home = '';
let sweep = '';

async function run(args: readonly string[], isTerminal = false, columns = 80) {
  const io = memoryIo({
    env: { ...process.env, HYPERDRIVE_HOME: home, NO_COLOR: '1' },
    cwd: home,
    columns,
    isTerminal,
  });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

beforeAll(async () => {
  home = await temporaryFolder();
  const { code, stdout, stderr } = await run(['submit', await writeSweep(home), '--wait', '--json']);
  if (code !== 0) throw new Error(stderr);
  sweep = JSON.parse(stdout).runId;
}, 60_000);

describe('hyperdrive importance', () => {
  it('shows a bar for each hyperparameter, and says that three trials are too few', async () => {
    const { code, stdout, stderr } = await run(['importance', sweep], true);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: [
        `hyperparameter  matters    ±  ${' '.repeat(20)}  in all trees`,
        '─'.repeat(64),
        `x                 100 %  0 %  ${'█'.repeat(20)}         100 %`,
        `word                0 %  0 %  ${' '.repeat(20)}           0 %`,
        '',
      ].join('\n'),
      stderr:
        'There are too few trials to tell: 3 children that logged gain. Take these shares for no more than a hint.\n',
    });
  });

  it('has longer bars on a wide terminal', async () => {
    const { stdout } = await run(['importance', sweep], true, 160);
    expect(stdout).toBe(
      [
        `hyperparameter  matters    ±  ${' '.repeat(40)}  in all trees`,
        '─'.repeat(84),
        `x                 100 %  0 %  ${'█'.repeat(40)}         100 %`,
        `word                0 %  0 %  ${' '.repeat(40)}           0 %`,
        '',
      ].join('\n'),
    );
  });

  it('gives a pipe fields and --json a document', async () => {
    expect((await run(['importance', sweep])).stdout).toBe(
      'name\tshare\tuncertainty\timpurity\nx\t1\t0\t1\nword\t0\t0\t0\n',
    );
    expect(JSON.parse((await run(['importance', sweep, '--json', '--seed', '3'])).stdout)).toMatchObject({
      importances: [
        { name: 'x', share: 1, impurity: 1 },
        { name: 'word', share: 0 },
      ],
      trials: 3,
      verdict: 'too-few-trials',
      leftOut: [],
    });
  });

  it('refuses a seed that is no number', async () => {
    expect(await run(['importance', sweep, '--seed', 'x'])).toMatchObject({ code: 2 });
  });
});
