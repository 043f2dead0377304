import { expect, it } from 'vitest';
import { newRayJob } from './new-ray-job.js';

it('gives a command ten seconds to end and ten more to send what it left, where Ray gives three', () => {
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
      ['RAY_JOB_STOP_WAIT_TIME_S', '20'],
    ]),
  );
});
