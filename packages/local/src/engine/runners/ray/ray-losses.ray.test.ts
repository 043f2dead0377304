import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { type RayHead, type RayNode, startRayHead } from '../../../../../../tests/ray/cluster/ray-cluster.mjs';
import { takeTurns } from '../../../../../../tests/ray/cluster/take-turns.mjs';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { createBenchConfig, grid } from '../../__fixtures__/bench-config.js';
import { startRayProxy } from './__fixtures__/ray-proxy.js';
import { type RayService, startRayService } from './__fixtures__/ray-service.js';
import { processesOf, submitRaySweep } from './__fixtures__/ray-sweep.js';
import { checkRay } from './check-ray.js';
import { exchange } from './client/exchange.js';
import type { RayJob } from './client/ray-answers.js';
import { createRayClient } from './client/ray-client.js';
import { createRayTrialRunner } from './ray-trial-runner.js';

takeTurns('a head of its own');

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

  it('is not ready where no node reaches the service, and is tried again until one does; then no more', async () => {
    const client = createRayClient({ address: head.address, token });
    const countProbes = async (): Promise<number> =>
      [...(await client.jobs()).values()].filter(({ metadata }) => metadata.get('hyperdrive') === 'probe').length;
    const away = await startRayService({ head: head.address, token, advertised: 'http://127.0.0.1:9' });
    await expect(requireReady(away)).rejects.toThrow(
      /^No trial can run on the compute ray: A node cannot reach the service at http:\/\/127\.0\.0\.1:9: /,
    );
    const { opened, host, times, folder } = await startRayService({ head: head.address, token });
    const runner = createRayTrialRunner(opened, host, times);
    await runner.requireReady?.(createBenchConfig(folder), {});
    const probes = await countProbes();
    await runner.requireReady?.(createBenchConfig(folder), {});
    expect(await countProbes()).toBe(probes);
  });

  it('is one error where it is down, before anything runs', async () => {
    const service = await startRayService({ head: 'http://127.0.0.1:9' });
    await expect(requireReady(service)).rejects.toMatchObject({
      code: 'connection-failed',
      message: expect.stringContaining('The Ray head at http://127.0.0.1:9 cannot be reached'),
    });
  });

  it('is not ready for more code than Ray takes, and the refusal names the five largest files', async () => {
    const { opened, host, times, folder } = await startRayService({ head: head.address, token });
    const noise = randomBytes(26 * 2 ** 20);
    for (const name of ['1', '2', '3', '4', '5', '6']) {
      writeFileSync(join(folder, 'code', name), noise.subarray(0, (20 + Number(name)) * 2 ** 20));
    }
    const runner = createRayTrialRunner(opened, host, times);
    await expect(runner.requireReady?.(createBenchConfig(join(folder, 'code')), {})).rejects.toThrow(
      /largest 6 \(26\.0 MiB\), 5 \(25\.0 MiB\), 4 .*, 3 .*, 2 \(22\.0 MiB\), but takes .* 100 MiB/,
    );
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

describe('a folder that the nodes are to share', () => {
  it('makes nothing ready where a node has another one of that path, and is no hindrance where it is the same', async () => {
    const sharedFolder = await temporaryFolder();
    const [same, other] = [
      await startRayService({ head: head.address, token, sharedFolder }),
      await startRayService({ head: head.address, token, sharedFolder, cpus: 2 }),
    ];
    await expect(requireReady(same)).resolves.toBeUndefined();
    const node = await head.addNode({ cpus: 2, hides: sharedFolder });
    const problem = `The node ${hostname()} does not see ${sharedFolder}, the shared folder, as the machine of the service does. Mount it there under the same path, or remove the compute and add it anew with a --shared-folder that all nodes see, or with none.`;
    // A node that has just been added may take longer to start its first job than a sweep waits for.
    const refusal = (): Promise<unknown> => requireReady(other).catch((error: unknown) => error);
    await expect.poll(refusal, { timeout: 240_000 }).toMatchObject({
      code: 'refused',
      message: `No trial can run on the compute ray: ${problem}`,
    });
    const report = await checkRay(other.opened, other.host, {}, other.times);
    expect(report).toMatchObject({ nodeReachesService: true, problems: [problem] });
    expect(readdirSync(sharedFolder)).toEqual([]);
    node.powerOff();
  });

  it('is missed where the machine of the service has none, before anything is submitted', async () => {
    const service = await startRayService({ head: head.address, token, sharedFolder: '/nowhere/at/all' });
    const problem = 'The shared folder /nowhere/at/all does not exist on the machine of the service.';
    await expect(requireReady(service)).rejects.toThrow(problem);
    const report = await checkRay(service.opened, service.host, {}, service.times);
    expect([report.nodeReachesService, report.problems]).toEqual([undefined, [expect.stringContaining(problem)]]);
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

describe('a node on which only Ray dies', () => {
  it('has its trial go on, which reports its end and leaves nothing behind', async () => {
    const node = await head.addNode({ cpus: 3 });
    const service = await startRayService({ head: head.address, token, cpus: 3, times: { lostAfterMs: 30_000 } });
    const sweep = submitRaySweep(service, 'sleep 25; echo at its end; echo kept >outputs/x.txt');
    await sweep.untilRun();
    node.killRay();
    await sweep.untilEnded();
    const [child] = sweep.children();
    expect([child?.status, child?.error, sweep.countRuns()]).toEqual(['Completed', undefined, 1]);
    expect(sweep.readLog(child?.runId ?? '')).toBe('at its end\n');
    await expect.poll(() => processesOf(service), { timeout: 20_000 }).toEqual([]);
  });
});

describe('a node whose disk is full', () => {
  /** A node whose trials have a disk of a megabyte. */
  async function addSmallNode(service: RayService): Promise<RayNode | undefined> {
    const disk = join(service.folder, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status === 0;
    if (!mounted) return undefined;
    onTestFinished(() => void spawnSync('umount', ['-l', disk]));
    return head.addNode({ cpus: 3, env: { HYPERDRIVE_WORK: disk } });
  }

  it('has its trials print, fail and report as elsewhere; one whose code has no room there never runs', async (context) => {
    const service = await startRayService({ head: head.address, token, cpus: 3 });
    const node = await addSmallNode(service);
    if (node === undefined) return context.skip('no file system can be mounted here');
    const command = 'cat /dev/zero >outputs/large; status=$?; rm outputs/large; echo printed; exit $((status + 40))';
    const full = submitRaySweep(service, command);
    await full.untilEnded();
    const [child] = full.children();
    expect(child?.error?.message).toContain('exit code 41');
    expect(full.readLog(child?.runId ?? '')).toContain('printed\n');
    writeFileSync(join(service.folder, 'code', 'weights'), Buffer.alloc(2 ** 21));
    const tooLarge = submitRaySweep(service, 'true');
    await tooLarge.untilEnded();
    const [other] = tooLarge.children();
    expect(other?.error?.message).toMatch(/never ran.*could not be prepared on .*No space left/);
    expect(tooLarge.readLog(other?.runId ?? '')).toMatch(/^What Ray logged of the job \S+:\n.*env is setting up/s);
    expect(full.countRuns()).toBe(1);
    node.powerOff();
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

  it('submits a trial anew that waited on the old head, and runs it once', async () => {
    const client = createRayClient({ address: head.address, token });
    const request = { cpus: 4, gpus: 0, memoryBytes: 0 };
    const others = {
      id: `others-${process.pid}`,
      entrypoint: 'sleep 600',
      variables: new Map(),
      metadata: new Map(),
      request,
    };
    await client.submit({ ...others, packageName: undefined });
    const statusOf = async (isOne: (job: RayJob) => boolean): Promise<string | undefined> =>
      [...(await client.jobs()).values()].find(isOne)?.status;
    await expect.poll(() => statusOf(({ id }) => id === others.id), { timeout: 120_000 }).toBe('RUNNING');
    const proxy = await startRayProxy(head.address);
    // The head does not count yet what others run: nothing waits in the service's own queue.
    proxy.spoil('pretend', 'GET /api/cluster_status');
    const service = await startRayService({ head: proxy.address, token, cpus: 4, times: { lostAfterMs: 15_000 } });
    const sweep = submitRaySweep(service, 'true');
    const ofTrial = ({ metadata }: RayJob): boolean => metadata.get('hyperdrive') === `${sweep.runId}_0`;
    await expect.poll(() => statusOf(ofTrial), { timeout: 120_000 }).toBe('PENDING');
    const before = head;
    await before.kill();
    proxy.spoil('forward');
    head = await startHead(4);
    await sweep.untilEnded();
    await before.stop();
    expect([sweep.countRuns(), sweep.children().map(({ status }) => status)]).toEqual([1, ['Completed']]);
  });
});
