import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import { expect, it } from 'vitest';
import type { FoundTrial, TrialRunner } from '../trial-runner.js';
import { loadRunnerWhenUsed } from './load-runner.js';

const face = { name: 'hall', description: 'a cluster', serviceAddress: () => 'http://here', findUnrunnable: () => [] };
const key = { scope: { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w' }, runId: 'r' };

function runnerOf(found: FoundTrial): TrialRunner {
  return {
    ...face,
    prepare: async () => ({ kind: 'refused', reason: 'for the test' }),
    find: async () => found,
    async cleanUp() {},
  };
}

it('loads a runner with the first trial that it is asked for, once', async () => {
  let loads = 0;
  const runner = loadRunnerWhenUsed(face, async () => {
    loads += 1;
    return runnerOf({ kind: 'not-started' });
  });
  expect([runner.name, runner.serviceAddress?.(), loads]).toEqual(['hall', 'http://here', 0]);
  const found = await Promise.all([runner.find(key, new Map()), runner.find(key, new Map())]);
  expect(found).toEqual([{ kind: 'not-started' }, { kind: 'not-started' }]);
  expect(loads).toBe(1);
});

it('is asked for itself where it can say before whether trials would run', async () => {
  const reasons: string[] = [];
  const requireReady = async (): Promise<void> => void reasons.push('asked');
  const runner = loadRunnerWhenUsed(face, async () => ({ ...runnerOf({ kind: 'not-started' }), requireReady }));
  const config = new HyperDriveConfig({
    runConfig: { command: 'true' },
    hyperparameterSampling: new GridParameterSampling({ x: choice(1) }),
    primaryMetricName: 'gain',
    primaryMetricGoal: 'maximize',
    maxTotalRuns: 1,
  });
  await runner.requireReady?.(config, {});
  expect(reasons).toEqual(['asked']);
});
