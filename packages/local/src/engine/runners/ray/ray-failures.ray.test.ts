import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BanditPolicy } from '@hyperdrive-run/core/config';
import { placementOf } from '@hyperdrive-run/core/trial';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { takeTurns } from '../../../../../../tests/ray/cluster/take-turns.mjs';
import { garden } from '../../../storage/__fixtures__/garden-scope.js';
import { grid } from '../../__fixtures__/bench-config.js';
import { loggingScript } from './__fixtures__/logging-script.js';
import { startRayProxy } from './__fixtures__/ray-proxy.js';
import { startRayService } from './__fixtures__/ray-service.js';
import { processesOf, submitRaySweep } from './__fixtures__/ray-sweep.js';
import { createRayClient, type RayClient } from './client/ray-client.js';

takeTurns('the shared head');

const sharedHead = (): RayClient => createRayClient({ address: inject('ray').address });

describe('a trial on Ray', () => {
  it('runs in a copy of the code; its files are kept, and its output comes as it was, UTF-8 or not', async () => {
    const service = await startRayService();
    const sweep = submitRaySweep(service, "printf 'a\\377b\\n'; pwd; cat data.txt; echo kept >outputs/x.txt");
    await sweep.untilEnded();
    const [child] = sweep.children();
    expect(child).toMatchObject({ status: 'Completed', target: 'ray' });
    expect(sweep.readLog(child?.runId ?? '')).toMatch(/^a\xffb\n\/.*hyperdrive-.*\ndata\n$/);
    const kept = await service.files.list({ scope: garden, runId: child?.runId ?? '' }, 'outputs');
    expect(kept.map(({ path }) => path)).toEqual(['outputs/x.txt']);
  });

  it('runs once where the answer to its submission is lost', async () => {
    const proxy = await startRayProxy(inject('ray').address);
    const service = await startRayService({ head: proxy.address });
    const posts = (): number => proxy.seen.filter((name) => name === 'POST /api/jobs/').length;
    proxy.spoil('lose-answers', 'POST /api/jobs/');
    const sweep = submitRaySweep(service, 'sleep 2');
    await expect.poll(posts, { timeout: 120_000 }).toBeGreaterThanOrEqual(2);
    proxy.spoil('forward');
    await sweep.untilEnded();
    expect([sweep.countRuns(), sweep.children().map(({ status }) => status)]).toEqual([1, ['Completed']]);
  });

  it('goes on while the head cannot be reached for longer than anything is waited for, as do those that wait', async () => {
    const proxy = await startRayProxy(inject('ray').address);
    // A busy machine may take most of a minute to start a job.
    const times = { lostAfterMs: 500, unclaimedAfterMs: 60_000 };
    const service = await startRayService({ head: proxy.address, cpus: 2, times });
    const isDown = join(service.folder, 'is-down');
    const sweep = submitRaySweep(service, `until test -e '${isDown}'; do sleep 0.2; done`, {
      hyperparameterSampling: grid(1, 2),
    });
    await sweep.untilStatus('Running');
    proxy.spoil('down');
    writeFileSync(isDown, '');
    await expect.poll(() => sweep.children().map(({ status }) => status), { timeout: 90_000 }).toContain('Completed');
    await delay(60_500);
    expect(sweep.children().map(({ status }) => status)).toContain('Queued');
    proxy.spoil('forward');
    await sweep.untilEnded();
    expect([sweep.countRuns(), sweep.children().map(({ status }) => status)]).toEqual([2, ['Completed', 'Completed']]);
  });

  it('that waits for too long is taken back and submitted anew, and never runs twice, though Ray runs what was stopped', async () => {
    const head = sharedHead();
    const others = `others-${process.pid}`;
    const proxy = await startRayProxy(inject('ray').address);
    // Somebody else takes the whole cluster, and the head does not count that yet.
    proxy.spoil('pretend', 'GET /api/cluster_status');
    const service = await startRayService({ head: proxy.address, cpus: 2, times: { unclaimedAfterMs: 25_000 } });
    const request = { cpus: 2, gpus: 0, memoryBytes: 0 };
    const job = { id: others, entrypoint: 'sleep 600', variables: new Map(), metadata: new Map(), request };
    await head.submit({ ...job, packageName: undefined });
    onTestFinished(() => head.stop(others));
    const sweep = submitRaySweep(service, 'true');
    const idsOf = async (): Promise<readonly string[]> =>
      [...(await head.jobs()).values()]
        .filter(({ metadata }) => metadata.get('hyperdrive') === `${sweep.runId}_0`)
        .map(({ id }) => id);
    await expect.poll(idsOf, { timeout: 120_000 }).toHaveLength(1);
    const [first] = await idsOf();
    proxy.spoil('forward');
    const isWithdrawn = (): boolean => service.launches.read(first ?? '')?.state === 'withdrawn';
    await expect.poll(isWithdrawn, { timeout: 120_000 }).toBe(true);
    await head.stop(others);
    await sweep.untilEnded();
    const isOver = async (): Promise<boolean> =>
      !['PENDING', 'RUNNING'].includes((await head.jobs()).get(first ?? '')?.status ?? '');
    await expect.poll(isOver, { timeout: 120_000 }).toBe(true);
    expect([sweep.countRuns(), sweep.children().map(({ status }) => status)]).toEqual([1, ['Completed']]);
  });

  it('whose environment no node can make is refused with what Ray says, and its sweep fails with it', async () => {
    const proxy = await startRayProxy(inject('ray').address);
    // The head is said to keep a package that it does not have.
    proxy.spoil('pretend', 'GET /api/packages/');
    const service = await startRayService({ head: proxy.address });
    writeFileSync(join(service.folder, 'code', 'own.txt'), service.folder);
    const sweep = submitRaySweep(service, 'true', {
      hyperparameterSampling: grid(1, 2, 3, 4, 5, 6),
      maxConcurrentRuns: 2,
    });
    await sweep.untilEnded();
    const failed = sweep.children().filter(({ status }) => status === 'Failed');
    expect(failed[0]?.error?.message).toContain('RUNTIME_ENV_SETUP_FAILURE');
    expect(sweep.children().length).toBeLessThanOrEqual(2);
    expect(service.store.getRun({ scope: garden, runId: sweep.runId })).toMatchObject({
      status: 'Failed',
      error: { message: expect.stringMatching(/^The compute ray runs no trial of this sweep: .*RUNTIME_ENV_SETUP/) },
    });
    expect(sweep.countRuns()).toBe(0);
  });

  it('is ended when its time is over, and leaves nothing behind', async () => {
    const service = await startRayService();
    const trial = { maxDurationSeconds: 2 };
    const sweep = submitRaySweep(service, 'sleep 600 & sleep 600', { trial });
    await sweep.untilEnded();
    const [child] = sweep.children();
    expect([child?.status, child?.cancellationReason]).toEqual([
      'Canceled',
      'The trial reached its maximum duration of 2 s.',
    ]);
    expect(processesOf(service)).toEqual([]);
  });

  it('is stopped early, with what it had printed and its files', async () => {
    const service = await startRayService();
    writeFileSync(join(service.folder, 'code', 'log.py'), loggingScript);
    const sweep = submitRaySweep(service, 'echo mine >outputs/x.txt; exec python3 log.py ${{search_space.x}}', {
      hyperparameterSampling: grid(9, 1),
      policy: new BanditPolicy({ slackAmount: 1 }),
    });
    await sweep.untilEnded();
    const children = sweep.children();
    expect(children.map(({ status }) => status)).toEqual(['Completed', 'Canceled']);
    expect(children[1]?.cancellationReason).toMatch(/^The bandit policy stopped it/);
    // What the wrapper has to say of files that it could not send would be there too.
    expect(sweep.readLog(children[1]?.runId ?? '')).toMatch(/^(logs 1\n)+$/);
    const kept = await service.files.list({ scope: garden, runId: children[1]?.runId ?? '' }, 'outputs');
    expect(kept.map(({ path }) => path)).toEqual(['outputs/x.txt']);
    expect(processesOf(service)).toEqual([]);
  });

  it('that is canceled while it waits never runs', async () => {
    const service = await startRayService({ cpus: 2 });
    const sweep = submitRaySweep(service, 'sleep 3', { hyperparameterSampling: grid(1, 2) });
    const first = await sweep.untilStatus('Running');
    const waiting = (): string | undefined => sweep.children().find(({ status }) => status === 'Queued')?.runId;
    await expect.poll(waiting, { timeout: 90_000 }).toBeDefined();
    service.engine.cancelRun({ scope: garden, runId: waiting() ?? '' });
    await sweep.untilEnded();
    expect(sweep.countRuns()).toBe(1);
    const statuses = new Map(sweep.children().map(({ runId, status }) => [runId === first.runId, status]));
    expect(statuses).toEqual(
      new Map([
        [true, 'Completed'],
        [false, 'Canceled'],
      ]),
    );
  });

  it('says its node and its id in the listing of Ray once it runs, and before what it waits for', async () => {
    const service = await startRayService({ cpus: 2 });
    const gate = join(service.folder, 'gate');
    const sweep = submitRaySweep(service, `until test -e '${gate}'; do sleep 0.2; done`, {
      hyperparameterSampling: grid(1, 2),
    });
    await sweep.untilRun();
    const jobs = [...(await sharedHead().jobs()).values()];
    const jobOf = (runId: string): string | undefined =>
      jobs.find(({ metadata }) => metadata.get('hyperdrive') === runId)?.id;
    const placements = (): readonly unknown[] =>
      sweep.children().map((child) => [jobOf(child.runId) !== undefined, placementOf(child)]);
    const running = sweep.children().find(({ runId }) => jobOf(runId) !== undefined)?.runId ?? '';
    const expected = [
      [true, { compute: 'ray', engineId: jobOf(running), node: hostname(), waitsFor: undefined }],
      [
        false,
        {
          compute: 'ray',
          engineId: undefined,
          node: undefined,
          waitsFor: 'a free place on a node of the cluster',
        },
      ],
    ];
    await expect.poll(placements, { timeout: 90_000 }).toEqual(expect.arrayContaining(expected));
    expect(placements()).toHaveLength(2);
    writeFileSync(gate, '');
    await sweep.untilEnded();
  });
});
