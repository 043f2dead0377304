import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { findMarkedProcesses } from '../process/processes/marked-processes.js';
import { createProvenWays } from '../proven-ways.js';
import {
  endController,
  endNode,
  occupyNode,
  processesNamed,
  restoreCluster,
  slurm,
  startController,
  startNode,
  until,
} from './__fixtures__/cluster-control.js';
import { activeJobs, launchIdOf, prepare, startOf } from './__fixtures__/slurm-launches.js';
import { openSlurmPlace, type SlurmPlace } from './__fixtures__/slurm-place.js';
import { createSlurmCommands } from './commands/slurm-commands.js';
import { probeNode } from './probe-node.js';
import { requireReady } from './slurm-readiness.js';

afterEach(restoreCluster);

/** A command in front of the real one. @param script what it runs; `$REAL` is the real one */
function withCommand(place: SlurmPlace, name: string, script: string): Readonly<Record<string, string | undefined>> {
  const folder = join(place.folder, 'programs');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\nREAL=/usr/bin/${name}\nset -- "$@"\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
  return { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}`, HYPERDRIVE_TEST_FOLDER: place.folder };
}

describe('a submission whose answer is lost', () => {
  it('is found in the queue by its name, and runs once', async () => {
    const place = await openSlurmPlace();
    const environment = withCommand(place, 'sbatch', '"$REAL" "$@" >/dev/null; echo "Socket timed out" >&2; exit 1');
    const prepared = await prepare(place.createRunner({ environment }), place.createJob('exit 3'));
    expect(await prepared.start().ended).toEqual({ kind: 'exited', code: 3 });
    expect(place.countMarks()).toBe(1);
  });

  it('runs once where it arrived twice: the claim decides between the two jobs', async () => {
    const place = await openSlurmPlace();
    const environment = withCommand(place, 'sbatch', '"$REAL" "$@" >/dev/null; "$REAL" "$@"');
    const prepared = await prepare(place.createRunner({ environment }), place.createJob('sleep 1; exit 3'));
    expect(await prepared.start().ended).toEqual({ kind: 'exited', code: 3 });
    await until(async () => (await activeJobs(prepared)).length === 0);
    expect(place.countMarks()).toBe(1);
  });

  it('is made again where it never arrived', async () => {
    const place = await openSlurmPlace();
    const once = 'if mkdir "$HYPERDRIVE_TEST_FOLDER/lost" 2>/dev/null; then echo "Socket timed out" >&2; exit 1; fi';
    const environment = withCommand(place, 'sbatch', `${once}\nexec "$REAL" "$@"`);
    const prepared = await prepare(place.createRunner({ environment }), place.createJob('exit 3'));
    expect(await prepared.start().ended).toEqual({ kind: 'exited', code: 3 });
    expect(place.countMarks()).toBe(1);
  });
});

describe('a job that SLURM cannot run', () => {
  it('is refused with the reason where no node is large enough: it would wait for ever', async () => {
    const place = await openSlurmPlace();
    const prepared = await prepare(place.createRunner({ resources: { cpus: 99 } }), place.createJob('true'));
    const start = await prepared.start().started;
    expect(start).toEqual({ kind: 'refused', reason: expect.stringContaining('PartitionConfig'), isForAll: true });
    await until(async () => (await activeJobs(prepared)).length === 0);
    expect(place.countMarks()).toBe(0);
  });

  it('is refused with what sbatch says', async () => {
    const place = await openSlurmPlace();
    const prepared = await prepare(place.createRunner({ partition: 'nowhere' }), place.createJob('true'));
    const refusal = { kind: 'refused', reason: expect.stringContaining('nowhere'), isForAll: true };
    expect(await prepared.start().started).toEqual(refusal);
  });

  it('never ran where the folder of its output is missing, which SLURM itself says nowhere', async () => {
    const place = await openSlurmPlace();
    const job = place.createJob('true');
    const prepared = await prepare(place.createRunner(), job);
    rmSync(dirname(place.foldersOf(job).log), { recursive: true });
    const exit = await prepared.start().ended;
    expect(exit).toMatchObject({ kind: 'never-ran', reason: expect.stringContaining('FAILED') });
    expect(place.countMarks()).toBe(0);
  });

  it('never ran where the setup of its compute fails, whose words are in the reason', async () => {
    const place = await openSlurmPlace();
    const runner = place.createRunner({ setup: ['echo no such module', 'false'] });
    const exit = await (await prepare(runner, place.createJob('true'))).start().ended;
    expect(exit).toMatchObject({ kind: 'never-ran', reason: expect.stringContaining('no such module') });
    expect(place.countMarks()).toBe(0);
  });
});

describe('while the controller is down', () => {
  it('a job that runs is not taken for ended, and one that is submitted waits until it can be', async () => {
    const place = await openSlurmPlace();
    const runner = place.createRunner({ timeoutMs: 2000 });
    const [first, second] = [place.createJob('sleep 6; exit 3'), place.createJob('exit 4')];
    const running = (await prepare(runner, first)).start();
    expect(await startOf(running)).toBe('started');
    await endController('SIGTERM');
    let ended = 0;
    void running.ended.then(() => {
      ended += 1;
    });
    const waiting = (await prepare(runner, second)).start();
    const prepared = await prepare(runner, place.createJob('true'));
    await delay(3000);
    expect(ended).toBe(0);
    expect(await place.createRunner().find(second, prepared.handle)).toEqual({ kind: 'not-started' });
    await startController();
    expect(await waiting.ended).toEqual({ kind: 'exited', code: 4 });
    expect(await running.ended).toEqual({ kind: 'exited', code: 3 });
    expect(place.countMarks()).toBe(2);
  });

  it('it is not known what became of a job that was submitted before', async () => {
    const place = await openSlurmPlace();
    const release = await occupyNode();
    const job = place.createJob('true');
    const prepared = await prepare(place.createRunner(), job);
    const trial = prepared.start();
    await until(async () => (await activeJobs(prepared)).length === 1);
    await endController('SIGTERM');
    expect(await place.createRunner({ timeoutMs: 2000 }).find(job, prepared.handle)).toMatchObject({ kind: 'unknown' });
    await startController();
    await release();
    expect(await trial.ended).toEqual({ kind: 'exited', code: 0 });
  });
});

describe('a controller that is killed right after a submission', () => {
  it('kills the job or lets it run on, and may start it again in spite of --no-requeue: it runs once', async () => {
    const place = await openSlurmPlace();
    const job = place.createJob('sleep 8; exit 3');
    const prepared = await prepare(place.createRunner(), job);
    const trial = prepared.start();
    await trial.started;
    await endController('SIGKILL');
    await startController();
    expect(await trial.ended).toMatchObject({ kind: expect.stringMatching(/^(?:exited|lost)$/) });
    await until(async () => (await activeJobs(prepared)).length === 0);
    expect(findMarkedProcesses(place.foldersOf(job).log)).toEqual([]);
    expect(place.countMarks()).toBe(1);
  });
});

describe('before its first trial a sweep is refused', () => {
  const hall = { name: 'hall', uri: 'slurm:', resources: {}, setup: [] };

  it('where a node does not see the shared folder, as a job of a second has found', async () => {
    const { folder } = await openSlurmPlace();
    await endNode();
    // As where a node has something else under that path.
    await startNode(['unshare', '-m', 'sh', '-c', 'mount -t tmpfs tmpfs "$0" && exec "$@"', folder]);
    try {
      expect(await probeNode(hall, folder, createSlurmCommands(), { lateMs: 1000 })).toEqual({
        isCertain: true,
        isShared: false,
        problems: [expect.stringContaining(`A node does not see ${folder}: SLURM says FAILED`)],
      });
    } finally {
      await endNode();
      await startNode();
    }
  });

  it('where the controller is down', async () => {
    await endController('SIGTERM');
    const commands = createSlurmCommands({ timeoutMs: 2000 });
    const look = { compute: hall, commands, ways: createProvenWays(), probe: () => Promise.reject(new Error('asked')) };
    await expect(requireReady(look, { runConfig: undefined }, {})).rejects.toMatchObject({ code: 'connection-failed' });
    await startController();
  });
});

describe('a node that is lost', () => {
  it('takes its trial with it, which is lost and says why', async () => {
    const place = await openSlurmPlace();
    const job = place.createJob('sleep 600');
    const prepared = await prepare(place.createRunner(), job);
    const trial = prepared.start();
    await trial.started;
    const [id] = await activeJobs(prepared);
    await endNode();
    const { launch, log } = place.foldersOf(job);
    const claim: { readonly pid: number } = JSON.parse(
      readFileSync(join(launch, `${launchIdOf(prepared)}.claim`), 'utf8'),
    );
    // What would say how the script ended goes first.
    const all = [...(await processesNamed('slurmstepd')), claim.pid, ...findMarkedProcesses(log)];
    for (const processId of all) process.kill(processId, 'SIGKILL');
    await slurm('scontrol', 'update', 'NodeName=localhost', 'State=DOWN', 'Reason=power');
    expect(await trial.ended).toEqual({ kind: 'lost', reason: expect.stringContaining('NODE_FAIL') });
    await startNode();
    expect(await slurm('squeue', '-h', '-j', id ?? '').catch(() => '')).toBe('');
    expect(place.countMarks()).toBe(1);
  });
});
