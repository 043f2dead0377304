import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { findMarkedProcesses } from '../process/processes/marked-processes.js';
import { type RunnerHarness, trialRunnerContract } from '../trial-runner-contract.js';
import { until } from './__fixtures__/cluster-control.js';
import { openSlurmPlace } from './__fixtures__/slurm-place.js';

const commands = { 'exits-0': 'true', 'exits-3': 'exit 3', stays: 'sleep 600' };

async function createHarness(): Promise<RunnerHarness> {
  const place = await openSlurmPlace();
  return {
    createRunner: () => place.createRunner(),
    createJob: (behaviour) => place.createJob(commands[behaviour]),
    createImpossibleJob: () => ({
      ...place.createJob('true'),
      snapshot: { folder: join(place.folder, 'gone'), codePath: '' },
    }),
    countMarks: place.countMarks,
    untilMarked: () => until(() => place.countMarks() > 0),
    findLeftovers(job) {
      const { work, launch, log } = place.foldersOf(job);
      return [...findMarkedProcesses(log).map(String), ...[work, launch].filter((path) => existsSync(path))];
    },
  };
}

describe('the runner of SLURM jobs', () => {
  it.each(trialRunnerContract.map((entry) => [entry.title, entry] as const))('%s', async (_, { run }) => {
    await run(await createHarness());
  });
});
