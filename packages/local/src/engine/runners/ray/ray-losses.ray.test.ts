import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type RayHead, startRayHead } from '../../../../../../tests/ray/cluster/ray-cluster.mjs';
import { createBenchConfig, grid } from '../../__fixtures__/bench-config.js';
import { type RayService, startRayService } from './__fixtures__/ray-service.js';
import { submitRaySweep } from './__fixtures__/ray-sweep.js';
import { checkRay } from './check-ray.js';
import { exchange } from './client/exchange.js';
import { createRayClient } from './client/ray-client.js';
import { createRayTrialRunner } from './ray-trial-runner.js';

const token = 'a-token-that-nobody-else-has';

/** A cluster of these tests' own, which asks for a token: its nodes and its head are killed. */
let head: RayHead;
const startHead = (cpus: number): Promise<RayHead> =>
  startRayHead({ ray: inject('ray').program, token, portBase: 8400, cpus });

beforeAll(async () => {
  head = await startHead(1);
});
afterAll(() => head.stop());

async function requireReady(service: RayService): Promise<void> {
  const { opened, host, times, folder } = service;
  await createRayTrialRunner(opened, host, times).requireReady?.(createBenchConfig(folder), {});
}

describe('a cluster that asks for a token', () => {
  it('is refused without it and with another one, before anything runs, and no message contains it', async () => {
    const [none, other] = [
      await startRayService({ head: head.address }),
      await startRayService({ head: head.address, token: 'another-token' }),
    ];
    await expect(requireReady(none)).rejects.toMatchObject({ code: 'not-authenticated' });
    await expect(requireReady(other)).rejects.toMatchObject({ code: 'not-authorized' });
    const message = await requireReady(other).catch(String);
    expect(message).not.toContain('another-token');
  });

  it('is ready with it, and a node reaches the service; the listing of Ray contains no token of a run', async () => {
    const service = await startRayService({ head: head.address, token });
    await expect(requireReady(service)).resolves.toBeUndefined();
    const report = await checkRay(service.opened, service.host, {}, service.times);
    expect(report).toMatchObject({ engine: 'Ray 2.60.0', cpus: { total: 1 }, nodeReachesService: true, problems: [] });
    const listing = await exchange({
      method: 'GET',
      url: new URL('/api/jobs/', head.address),
      headers: { authorization: `Bearer ${token}` },
      timeoutMs: 10_000,
      maxBytes: 2 ** 20,
    });
    expect(listing.text).toContain('HYPERDRIVE_CLAIM_CODE');
    expect(listing.text).not.toMatch(/eyJ|a-token/);
  });

  it('is not ready for what no node has', async () => {
    const service = await startRayService({ head: head.address, token, cpus: 64 });
    const lack = 'A trial asks for 64 CPUs, and its nodes have 1 CPU.';
    await expect(requireReady(service)).rejects.toThrow(`No trial can run on the compute ray: ${lack}`);
    const report = await checkRay(service.opened, service.host, {}, service.times);
    expect(report.problems).toEqual([lack]);
  });

  it('is told apart from one whose nodes do not reach the service', async () => {
    const service = await startRayService({ head: head.address, token, advertised: 'http://127.0.0.1:9' });
    const report = await checkRay(service.opened, service.host, {}, service.times);
    expect(report.nodeReachesService).toBe(false);
    expect(report.problems).toEqual([
      expect.stringMatching(/^A node cannot reach the service at http:\/\/127\.0\.0\.1:9: /),
    ]);
  });
});

describe('a trial on another node', () => {
  it('is lost with the whole machine, once nothing is heard of it any more, and is not started again', async () => {
    const node = await head.addNode({ cpus: 3 });
    const service = await startRayService({ head: head.address, token, cpus: 3 });
    const sweep = submitRaySweep(service, 'sleep 600');
    await sweep.untilRun();
    node.powerOff();
    await sweep.untilEnded();
    const [child] = sweep.children();
    expect([child?.status, child?.error?.code, sweep.countRuns()]).toEqual(['Failed', 'TrialLost', 1]);
    expect(child?.error?.message).toMatch(/Ray says FAILED/);
  });
});

describe('a sweep whose head is killed and started anew', () => {
  it('goes on: what runs reports its end, and what waited is submitted to the new head', async () => {
    await head.addNode({ cpus: 4 });
    const service = await startRayService({ head: head.address, token, cpus: 4, times: { lostAfterMs: 15_000 } });
    const sweep = submitRaySweep(service, 'sleep 20', { hyperparameterSampling: grid(1, 2) });
    await sweep.untilRun();
    const before = head;
    await before.kill();
    head = await startHead(4);
    await sweep.untilEnded();
    await before.stop();
    expect(sweep.children().map(({ status }) => status)).toEqual(['Completed', 'Completed']);
    expect(sweep.countRuns()).toBe(2);
    expect((await createRayClient({ address: head.address, token }).jobs()).size).toBe(1);
  });
});
