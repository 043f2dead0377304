import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { garden } from '../../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { createRunFiles } from '../../../storage/files/disk-run-files.js';
import { trialFolders } from '../process/folders/trial-folders.js';
import { findMarkedProcesses } from '../process/processes/marked-processes.js';
import type { TrialJob } from '../trial-runner.js';
import { type RunnerHarness, trialRunnerContract } from '../trial-runner-contract.js';
import { createSlurmTrialRunner } from './slurm-runner.js';
import { spoolAddress } from './spool/spool-address.js';

async function createHarness(): Promise<RunnerHarness> {
  const folder = await temporaryFolder();
  const files = createRunFiles(folder);
  const marks = join(folder, 'marks');
  const snapshot = { folder: join(folder, 'code'), codePath: '' };
  mkdirSync(snapshot.folder);
  let jobs = 0;

  function createJob(command: string): TrialJob {
    jobs += 1;
    return {
      scope: garden,
      runId: `trial_${jobs}`,
      point: new Map(),
      definition: { command },
      snapshot,
      token: { token: 'secret', expiryTime: new Date(0) },
      serviceAddress: spoolAddress,
      experimentId: 'experiment',
      workspaceId: 'workspace',
    };
  }
  const commands = { 'exits-0': 'true', 'exits-3': 'exit 3', stays: 'sleep 600' };
  const countMarks = (): number => (existsSync(marks) ? readFileSync(marks, 'utf8').length : 0);
  return {
    createRunner: () =>
      createSlurmTrialRunner({
        name: 'hall',
        description: 'a cluster of a test',
        findUnrunnable: () => [],
        files,
        resources: {},
        setup: [],
        callService: async () => ({ status: 200, text: '{}' }),
        graceMs: 2000,
        lookMs: 50,
        queueMs: 500,
        patienceMs: { file: 1000, queue: 2000, silence: 5000 },
      }),
    createJob: (behaviour) => createJob(`printf x >> '${marks}'; ${commands[behaviour]}`),
    createImpossibleJob: () => ({ ...createJob('true'), snapshot: { folder: join(folder, 'gone'), codePath: '' } }),
    countMarks,
    async untilMarked() {
      while (countMarks() === 0) await delay(20);
    },
    findLeftovers(job) {
      const { work, launch, log } = trialFolders(files, job);
      return [...findMarkedProcesses(log).map(String), ...[work, launch].filter((path) => existsSync(path))];
    },
  };
}

describe('the runner of SLURM jobs', () => {
  it.each(trialRunnerContract.map((entry) => [entry.title, entry] as const))('%s', async (_, { run }) => {
    await run(await createHarness());
  });
});
