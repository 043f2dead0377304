import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { type RayHead, startRayHead } from '../../../../../../tests/ray/cluster/ray-cluster.mjs';
import { takeTurns } from '../../../../../../tests/ray/cluster/take-turns.mjs';
import { startRayProxy } from './__fixtures__/ray-proxy.js';
import { type RayService, startRayService } from './__fixtures__/ray-service.js';
import { type RaySweep, submitRaySweep } from './__fixtures__/ray-sweep.js';
import { createRayClient, type RayClient } from './client/ray-client.js';

takeTurns('a head of its own');

/** A cluster of these tests' own, which soon gives up a job that waits for its node. */
let head: RayHead;
let client: RayClient;

beforeAll(async () => {
  head = await startRayHead({ ray: inject('ray').program, portBase: 8600, cpus: 1, startTimeoutSeconds: 40 });
  client = createRayClient({ address: head.address });
});
afterAll(() => head.stop());

/** A job of somebody else, which takes CPUs for as long as it is not stopped. */
async function occupy(cpus: number): Promise<() => Promise<void>> {
  const id = `others-${randomUUID()}`;
  const request = { cpus, gpus: 0, memoryBytes: 0 };
  const packageName = undefined;
  await client.submit({ id, entrypoint: 'sleep 600', variables: new Map(), metadata: new Map(), request, packageName });
  const isRunning = async (): Promise<boolean> => (await client.jobs()).get(id)?.status === 'RUNNING';
  await expect.poll(isRunning, { timeout: 60_000, interval: 500 }).toBe(true);
  const release = (): Promise<void> => client.stop(id);
  onTestFinished(() => release().catch(() => undefined));
  return release;
}

/** A sweep of one trial that is submitted although nothing is free: its head does not say what others use. */
async function submitAllTheSame(cpus: number): Promise<{ readonly service: RayService; readonly sweep: RaySweep }> {
  const proxy = await startRayProxy(head.address);
  proxy.spoil('pretend', 'GET /api/cluster_status');
  const service = await startRayService({ head: proxy.address, cpus });
  return { service, sweep: submitRaySweep(service, 'true') };
}

/** The id of the sweep's first job, once the head has it. */
async function firstJobOf({ runId }: RaySweep): Promise<string> {
  const idsOf = async (): Promise<readonly string[]> =>
    [...(await client.jobs()).values()]
      .filter(({ metadata }) => metadata.get('hyperdrive') === `${runId}_0`)
      .map(({ id }) => id);
  await expect.poll(idsOf, { timeout: 60_000, interval: 500 }).toHaveLength(1);
  return (await idsOf())[0] ?? '';
}

/** Why a launch was taken back, once it was. */
async function reasonOf({ launches }: RayService, id: string): Promise<string | undefined> {
  await expect
    .poll(() => launches.read(id)?.state, { timeout: 100_000, interval: 200 })
    .toMatch(/^(?:withdrawn|reported)$/);
  return launches.read(id)?.reason;
}

describe('a trial that Ray did not start', () => {
  it('is started again where it waited for its node for longer than Ray waits', async () => {
    const release = await occupy(1);
    const { service, sweep } = await submitAllTheSame(1);
    const reason = await reasonOf(service, await firstJobOf(sweep));
    expect(reason).toContain('JOB_SUPERVISOR_ACTOR_START_TIMEOUT');
    await release();
    await sweep.untilEnded();
    expect([sweep.countRuns(), sweep.children().map(({ status }) => status)]).toEqual([1, ['Completed']]);
  }, 240_000);

  it('is started again where the node died that it waited for: its actor never ran', async () => {
    const node = await head.addNode({ cpus: 2 });
    await occupy(2);
    const { service, sweep } = await submitAllTheSame(2);
    const id = await firstJobOf(sweep);
    node.powerOff();
    expect(await reasonOf(service, id)).toMatch(/^Ray says FAILED, JOB_SUPERVISOR_ACTOR_/);
    await head.addNode({ cpus: 2 });
    await sweep.untilEnded();
    expect([sweep.countRuns(), sweep.children().map(({ status }) => status)]).toEqual([1, ['Completed']]);
  }, 240_000);
});
