import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { garden } from '../../../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../../../storage/__fixtures__/temporary-folder.js';
import { createRunFiles } from '../../../../storage/files/disk-run-files.js';
import { createFileCollector } from './collect-files.js';
import { slurmLaunch } from './slurm-launch.js';

it('copies what a trial keeps to where the service keeps it, its log as it grows', async () => {
  const [shared, own] = [createRunFiles(await temporaryFolder()), createRunFiles(await temporaryFolder())];
  const launch = slurmLaunch({ files: shared, collectInto: own }, { scope: garden, runId: 'trial' }, 'launch');
  const { kept, log } = launch.folders;
  const collector = createFileCollector(launch);
  collector.collectLog();
  mkdirSync(dirname(log), { recursive: true });
  writeFileSync(log, 'a');
  collector.collectLog();
  writeFileSync(log, 'a\nb');
  collector.collectLog();
  const into = own.folderOf(launch.key);
  expect(readFileSync(join(into, 'user_logs/std_log.txt'), 'utf8')).toBe('a\nb');

  mkdirSync(join(kept, 'outputs'));
  writeFileSync(join(kept, 'outputs/model'), 'm');
  symlinkSync('/etc', join(kept, 'outputs/elsewhere'));
  const noPause = (): Promise<void> => Promise.reject(new Error('it waited'));
  await collector.collectAll(noPause);
  await collector.collectAll(noPause);
  expect(readdirSync(join(into, 'outputs'))).toEqual(['model']);
});
