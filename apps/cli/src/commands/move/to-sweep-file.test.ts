import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { localWorkspace } from '@hyperdrive-run/local';
import { loadRuns } from '@hyperdrive-run/local/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { writeSweep } from '../../__fixtures__/write-sweep.js';
import { runCli } from '../../run-cli.js';

let folder = '';
let id = '';

async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, HYPERDRIVE_HOME: path.join(folder, 'home'), NO_COLOR: '1' };
  const io = memoryIo({ env, cwd: folder });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

/** A sweep that really ran. */
beforeAll(async () => {
  folder = await temporaryFolder();
  const submitted = await run('submit', await writeSweep(folder), '--wait', '--json');
  if (submitted.code !== 0) throw new Error(submitted.stderr);
  id = JSON.parse(submitted.stdout).runId;
}, 60_000);

describe('a sweep as a sweep file', () => {
  it('can be submitted again, and tries the same points', { tags: ['full'] }, async () => {
    expect(await run('to-sweep-file', id, '--output', 'again.yml')).toMatchObject({ code: 0 });
    const again = await run('submit', 'again.yml', '--wait', '--json');
    expect(again.code).toBe(0);
    const points = async (sweep: string): Promise<unknown[]> =>
      Object.values(JSON.parse((await run('hyperparameters', sweep, '--json')).stdout));
    expect(await points(JSON.parse(again.stdout).runId)).toEqual(await points(id));
  });

  it('is the same from the file that it was exported to', async () => {
    await run('export', id, '--output', 'sweep.ndjson');
    const { stdout } = await run('to-sweep-file', id);
    expect(await run('to-sweep-file', id, '--backend', 'file:sweep.ndjson')).toMatchObject({ code: 0, stdout });
    expect(stdout).toContain('type: sweep\n');
  });

  it('warns of what somebody has to fill in, and says it in the file, too', async () => {
    loadFirstSdkSweep();
    const { stderr, stdout } = await run('to-sweep-file', 'HD_old', '--output', 'old.yml');
    expect(stderr).toContain(
      'Warning: trial.code is missing: name the folder with the code, which was the snapshot 6c62',
    );
    expect(stdout).toBe(`${path.join(folder, 'old.yml')}\n`);
    const text = await readFile(path.join(folder, 'old.yml'), 'utf8');
    expect(text).toContain('# trial.code is missing');
    expect(text).toContain('command: python train.py --lr ${{search_space.lr}}\n');
    const { notes } = JSON.parse((await run('to-sweep-file', 'HD_old', '--json')).stdout);
    expect(notes.map(({ path: key }: { path: string }) => key)).toContain('trial.code');
  });

  it('is not written over another file, unless that is asked for', async () => {
    await run('to-sweep-file', id, '--output', 'there.yml');
    const { code, stderr } = await run('to-sweep-file', id, '--output', 'there.yml');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('exists already') });
    expect(await run('to-sweep-file', id, '--output', 'there.yml', '--force')).toMatchObject({ code: 0 });
  });

  it('cannot be made of a trial', async () => {
    const { code, stderr } = await run('to-sweep-file', `${id}_0`);
    expect(code).toBe(1);
    expect(stderr).toContain(id);
  });
});

function loadFirstSdkSweep(): void {
  loadRuns(path.join(folder, 'home'), [
    {
      scope: { ...localWorkspace, experimentName: 'old' },
      runId: 'HD_old',
      runType: 'hyperdrive',
      status: 'Completed',
      startTime: new Date('2021-01-01'),
      tags: new Map([
        ['_aml_system_primary_metric_config', '{"name": "acc", "goal": "maximize"}'],
        ['_aml_system_generator_config', '{"name": "RANDOM", "parameter_space": {"--lr": ["uniform", [0.1, 1]]}}'],
        [
          '_aml_system_platform_config',
          '{"Definition": {"Overrides": {"script": "train.py", "arguments": []}, "SnapshotId": "6c62ada4"}}',
        ],
      ]),
    },
  ]);
}
