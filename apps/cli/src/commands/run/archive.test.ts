import path from 'node:path';
import { localWorkspace } from '@hyperdrive-run/local';
import { loadRuns } from '@hyperdrive-run/local/testing';
import { expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { runCli } from '../../run-cli.js';

it('an archived sweep is in no list, can be opened by its id, and can be restored', async () => {
  const folder = await temporaryFolder();
  const home = path.join(folder, 'home');
  loadRuns(home, [
    {
      scope: { ...localWorkspace, experimentName: 'old' },
      runId: 'HD_old',
      runType: 'hyperdrive',
      status: 'Completed',
      startTime: new Date('2021-01-01'),
      tags: new Map([['_aml_system_primary_metric_config', '{"name": "acc", "goal": "maximize"}']]),
    },
  ]);
  const run = async (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
    const io = memoryIo({ env: { ...process.env, HYPERDRIVE_HOME: home, NO_COLOR: '1' }, cwd: folder });
    return { code: await runCli(args, io), ...io.printed };
  };
  const listed = async (): Promise<number> => JSON.parse((await run('list', '--json')).stdout).length;
  expect(await run('archive', 'HD_old')).toMatchObject({ code: 0, stderr: 'Archived HD_old.\n' });
  expect(await listed()).toBe(0);
  expect(await run('status', 'HD_old')).toMatchObject({ code: 0 });
  const restored = await run('archive', 'HD_old', '--restore', '--json');
  expect(JSON.parse(restored.stdout)).toEqual({ runId: 'HD_old', archived: false });
  expect(await listed()).toBe(1);
});
