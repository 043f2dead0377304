import { readFile, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { writeSweep } from '../__fixtures__/write-sweep.js';
import { runCli } from '../run-cli.js';

let home = '';
let file = '';
let first = '';

async function run(...args: string[]) {
  const io = memoryIo({ env: { ...process.env, HYPERDRIVE_HOME: home, NO_COLOR: '1' }, cwd: home });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

async function submit(...options: string[]): Promise<string> {
  const { code, stdout, stderr } = await run('submit', file, '--wait', '--json', ...options);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout).runId;
}

beforeAll(async () => {
  home = await temporaryFolder();
  file = await writeSweep(await temporaryFolder());
  first = await submit('--experiment', 'orchard');
}, 60_000);

describe('submit --resume-from', () => {
  it('builds on a sweep of another experiment, whose best run counts', async () => {
    // Points of the earlier sweep count as tried, so that 0 alone is run.
    const second = await submit('--set', 'search_space.x.values=[1, 2, 0]', '--resume-from', first.slice(3, 14));
    const best = JSON.parse((await run('best', second, '--json')).stdout);
    expect(best).toMatchObject({ runId: `${first}_2`, sweepId: first });
    const own = JSON.parse((await run('best', second, '--json', '--no-resumed')).stdout);
    expect(own).toMatchObject({ runId: `${second}_0` });
  }, 60_000);

  it('runs trials again that the file names, first', async () => {
    const again = await submit('--set', `resume_child_runs=["${first}_1"]`, '--set', 'limits.max_total_trials=1');
    const children = JSON.parse((await run('children', again, '--json')).stdout);
    expect(children).toEqual([
      expect.objectContaining({ runId: `${again}_0`, hyperparameters: { x: 2, word: 'a\u001b[2Jb' } }),
    ]);
  }, 60_000);

  it('refuses what is not there and what does not fit, before anything is started', async () => {
    const gone = await run('submit', file, '--wait', '--resume-from', 'HD_gone');
    expect([gone.code, gone.stderr]).toEqual([
      1,
      expect.stringContaining('resume_from[0] is "HD_gone", which does not exist'),
    ]);
    await writeFile(`${file}.other.yml`, (await readFile(file, 'utf8')).replace('goal: maximize', 'goal: minimize'));
    const other = await run('submit', `${file}.other.yml`, '--wait', '--resume-from', first);
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('minimize, the goal of this sweep')]);
    expect(JSON.parse((await run('list', '--json')).stdout)).toHaveLength(3);
  }, 60_000);

  it('says why there are no trials where every combination was tried before', async () => {
    const { code, stderr } = await run('submit', file, '--wait', '--resume-from', first);
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/: no trials, as every combination was tried in the sweeps that it resumes\.\n/),
    ]);
  }, 60_000);
});
