import { expect, it } from 'vitest';
import { garden } from '../../../storage/__fixtures__/garden-scope.js';
import type { TrialJob } from '../trial-runner.js';
import { launchJobOf } from './launch-job-of.js';

const job = (maxDurationSeconds?: number): TrialJob => ({
  scope: garden,
  runId: 'HD_1_0',
  point: new Map(),
  definition: { command: 'true', maxDurationSeconds },
  snapshot: { folder: '/code', codePath: '' },
  token: { token: 'secret', expiryTime: new Date(0) },
  serviceAddress: 'http://127.0.0.1:1',
  experimentId: 'experiment',
  workspaceId: 'workspace',
});

it('a trial with a time limit is ended by its own machine ten minutes past it, and one without never is', () => {
  const limitOf = (seconds?: number) =>
    launchJobOf(job(seconds), { serviceAddress: 'http://127.0.0.1:1' }).limitSeconds;
  expect([limitOf(60), limitOf()]).toEqual([660, undefined]);
});
