import { expect, it } from 'vitest';
import { newRayJob } from './new-ray-job.js';

it('has Ray wait for longer than a command may take to end and what it left to be sent, where it would wait for three seconds', () => {
  const job = newRayJob({
    id: 'launch-1',
    variables: new Map([['HYPERDRIVE_LAUNCH', 'launch-1']]),
    packageName: 'code.zip',
    request: { cpus: 1, gpus: 0, memoryBytes: 0 },
    metadata: new Map(),
  });
  expect(job).toMatchObject({
    id: 'launch-1',
    entrypoint: 'exec sh .hyperdrive/launch-wrapper',
    packageName: 'code.zip',
  });
  expect(job.variables).toEqual(
    new Map([
      ['HYPERDRIVE_LAUNCH', 'launch-1'],
      ['RAY_JOB_STOP_WAIT_TIME_S', '120'],
    ]),
  );
});
