import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { takeTurns } from '../../../../../../tests/ray/cluster/take-turns.mjs';
import { garden } from '../../../storage/__fixtures__/garden-scope.js';
import { processesWith } from '../__fixtures__/processes-with.js';
import type { TrialJob } from '../trial-runner.js';
import { type RunnerHarness, trialRunnerContract } from '../trial-runner-contract.js';
import { startRayService } from './__fixtures__/ray-service.js';
import { createRayTrialRunner } from './ray-trial-runner.js';

takeTurns('the shared head');

async function createHarness(): Promise<RunnerHarness> {
  const service = await startRayService();
  const { folder, host, opened, times, store } = service;
  const marks = join(folder, 'marks');
  const snapshot = { folder: join(folder, 'code'), codePath: '' };
  let jobs = 0;

  function createJob(command: string): TrialJob {
    jobs += 1;
    const key = { scope: garden, runId: `trial_${jobs}` };
    store.createRun({ ...key, runType: 'trial', status: 'Queued' });
    return {
      ...key,
      point: new Map(),
      definition: { command, environmentVariables: new Map([['MARK_OF_TEST', folder]]) },
      snapshot,
      token: { token: 'secret', expiryTime: new Date(0) },
      serviceAddress: host.serviceAddress() ?? '',
      experimentId: 'experiment',
      workspaceId: 'workspace',
    };
  }
  const commands = { 'exits-0': 'true', 'exits-3': 'exit 3', stays: 'sleep 600' };
  const countMarks = (): number => (existsSync(marks) ? readFileSync(marks, 'utf8').length : 0);
  return {
    createRunner: () => createRayTrialRunner(opened, host, times),
    createJob: (behaviour) => createJob(`printf x >> '${marks}'; ${commands[behaviour]}`),
    createImpossibleJob: () => ({ ...createJob('true'), snapshot: { folder: join(folder, 'gone'), codePath: '' } }),
    countMarks,
    async untilMarked() {
      while (countMarks() === 0) await delay(20);
    },
    findLeftovers: () => processesWith(folder).map(String),
  };
}

describe('the runner of Ray clusters', () => {
  it.each(trialRunnerContract.map((entry) => [entry.title, entry] as const))('%s', async (_, { run }) => {
    await run(await createHarness());
  });
});
