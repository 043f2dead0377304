import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { languages } from '../../init/new-sweep.js';
import { runCli } from '../../run-cli.js';

async function run(cwd: string, ...args: string[]) {
  const io = memoryIo({
    env: {
      ...process.env,
      HYPERDRIVE_HOME: path.join(cwd, 'home'),
      NO_COLOR: '1',
      npm_command: '',
      npm_lifecycle_event: '',
    },
    cwd,
  });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

describe.each(languages)('init --language %s', (language) => {
  it('writes a sweep that runs as it is, and whose trial is short', async (context) => {
    if (language === 'python' && spawnSync('python3', ['--version']).error !== undefined) {
      context.skip('Python 3 was not found');
    }
    const folder = await temporaryFolder();
    const { code, stdout, stderr } = await run(folder, 'init', 'trees', '--language', language);
    const [sweepFile, trial = ''] = stdout.trim().split('\n');
    expect({ code, sweepFile }).toEqual({ code: 0, sweepFile: path.join(folder, 'trees/sweep.yml') });
    expect(stderr).toContain('Run it with: hyperdrive submit trees/sweep.yml --wait\n');
    expect((await readFile(trial, 'utf8')).split('\n').length).toBeLessThanOrEqual(25);
    const submitted = await run(folder, 'submit', 'trees/sweep.yml', '--wait', '--json');
    expect(JSON.parse(submitted.stdout)).toMatchObject({
      status: 'Completed',
      experiment: 'trees',
      childrenByStatus: { Completed: 8 },
      best: { primaryMetric: { name: 'loss', goal: 'minimize' } },
    });
  });
});

it('init overwrites nothing, and writes nothing where one file is there', async () => {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'mine'));
  await writeFile(path.join(folder, 'mine/train.py'), 'mine');
  const { code, stderr } = await run(folder, 'init', 'mine');
  expect([code, stderr]).toEqual([1, expect.stringContaining('train.py')]);
  expect(await readdir(path.join(folder, 'mine'))).toEqual(['train.py']);
  expect((await run(folder, 'init', '--language', 'ruby')).code).toBe(2);
});
