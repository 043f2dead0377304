import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { SlurmJob } from '../commands/squeue-output.js';
import { createJobQueue } from './job-queue.js';

const job: SlurmJob = { id: '7', name: 'launch', state: 'RUNNING', reason: 'None', nodes: 'n1' };

it('looks once for all launches, and not at all at what was looked at before a launch was submitted', async () => {
  let looks = 0;
  const listJobs = async (): Promise<readonly SlurmJob[]> => {
    looks += 1;
    return [job];
  };
  const queue = createJobQueue({ listJobs }, 60_000);
  expect(queue.jobsOf('launch', Number.NEGATIVE_INFINITY)).toBeUndefined();
  expect(queue.jobsOf('other', Number.NEGATIVE_INFINITY)).toBeUndefined();
  await delay(0);
  expect(queue.jobsOf('launch', Number.NEGATIVE_INFINITY)).toEqual([job]);
  expect(queue.jobsOf('other', Number.NEGATIVE_INFINITY)).toEqual([]);
  expect(looks).toBe(1);
  expect(queue.jobsOf('launch', performance.now())).toBeUndefined();
});

it('does not know where the controller is out of reach', async () => {
  const queue = createJobQueue({ listJobs: () => Promise.reject(new Error('down')) }, 60_000);
  expect(queue.jobsOf('launch', Number.NEGATIVE_INFINITY)).toBeUndefined();
  await delay(0);
  expect(queue.jobsOf('launch', Number.NEGATIVE_INFINITY)).toBeUndefined();
  await expect(queue.look('launch')).rejects.toThrow('down');
});
