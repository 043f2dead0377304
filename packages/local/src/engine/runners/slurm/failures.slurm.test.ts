import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { findMarkedProcesses } from '../process/processes/marked-processes.js';
import type { PreparedTrial, SubmittedTrial, TrialJob, TrialRunner } from '../trial-runner.js';
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
import { openSlurmPlace, type SlurmPlace } from './__fixtures__/slurm-place.js';

afterEach(restoreCluster);

async function prepare(runner: TrialRunner, job: TrialJob): Promise<PreparedTrial> {
  const prepared = await runner.prepare(job);
  if (prepared.kind === 'prepared') return prepared;
  throw new Error(prepared.reason);
}

function launchIdOf({ handle }: PreparedTrial): string {
  const id = handle.get('launchId');
  if (typeof id !== 'string') throw new Error('The handle of a launch has no id.');
  return id;
}

/** The ids of the jobs of a launch that have not ended. */
async function activeJobs(prepared: PreparedTrial): Promise<readonly string[]> {
  const printed = await slurm('squeue', '-h', '-n', launchIdOf(prepared), '-o', '%i');
  return printed.split('\n').filter((id) => id !== '');
}

async function startOf(trial: SubmittedTrial): Promise<unknown> {
  return (await trial.started).kind;
}

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

describe('a job that an administrator requeues', () => {
  it('does not run again: its second attempt is refused', async () => {
    const place = await openSlurmPlace();
    const job = place.createJob('sleep 600');
    const prepared = await prepare(place.createRunner(), job);
    const trial = prepared.start();
    await trial.started;
    const [id = ''] = await activeJobs(prepared);
    await slurm('scontrol', 'update', `JobId=${id}`, 'Requeue=1');
    await slurm('scontrol', 'requeue', id);
    expect(await trial.ended).toMatchObject({ kind: 'signaled' });
    await until(async () => (await slurm('squeue', '-h', '-j', id, '-o', '%T')).includes('PENDING'));
    // Within the second in which its first attempt was ended, the node takes a new start for the old one and fails it, with 1.
    await slurm('scontrol', 'update', `JobId=${id}`, 'StartTime=now+2');
    await until(async () => (await activeJobs(prepared)).length === 0);
    expect(await slurm('scontrol', 'show', 'job', id)).toContain('ExitCode=77:0');
    expect(readFileSync(place.foldersOf(job).log, 'utf8')).toContain('another one has it: nothing is run');
    expect(place.countMarks()).toBe(1);
  });

  it('does not run again where its trial has ended long since, and its files were removed', async () => {
    const place = await openSlurmPlace();
    const job = place.createJob('sleep 600');
    const runner = place.createRunner();
    const prepared = await prepare(runner, job);
    const trial = prepared.start();
    await trial.started;
    const [id = ''] = await activeJobs(prepared);
    await slurm('scontrol', 'update', `JobId=${id}`, 'Requeue=1');
    await slurm('scontrol', 'requeue', id);
    await trial.ended;
    await until(async () => (await slurm('squeue', '-h', '-j', id, '-o', '%T')).includes('PENDING'));
    await runner.cleanUp(job, prepared.handle);
    await slurm('scontrol', 'update', `JobId=${id}`, 'StartTime=now+2');
    await until(async () => (await activeJobs(prepared)).length === 0);
    expect(await slurm('scontrol', 'show', 'job', id)).toContain('ExitCode=77:0');
    expect(readFileSync(place.foldersOf(job).log, 'utf8')).toContain('Nothing is run: the files of this start');
    expect(place.countMarks()).toBe(1);
  });
});

describe('a trial that is ended', () => {
  it('never runs where it waited, though its job is started later', async () => {
    const place = await openSlurmPlace();
    const release = await occupyNode();
    const prepared = await prepare(place.createRunner(), place.createJob('true'));
    const trial = prepared.start();
    await until(async () => (await activeJobs(prepared)).length === 1);
    await trial.end();
    expect(await trial.ended).toMatchObject({ kind: 'never-ran' });
    await until(async () => (await activeJobs(prepared)).length === 0);
    await release();
    expect(place.countMarks()).toBe(0);
  });

  it('never runs where it waited while the controller was down', async () => {
    const place = await openSlurmPlace();
    const release = await occupyNode();
    const prepared = await prepare(place.createRunner({ timeoutMs: 1000 }), place.createJob('true'));
    const trial = prepared.start();
    await until(async () => (await activeJobs(prepared)).length === 1);
    await endController('SIGTERM');
    await trial.end();
    expect(await trial.ended).toMatchObject({ kind: 'never-ran' });
    await startController();
    await release();
    await until(async () => (await activeJobs(prepared)).length === 0);
    expect(place.countMarks()).toBe(0);
  });

  it('is ended by its node where the controller is down', async () => {
    const place = await openSlurmPlace();
    const job = place.createJob('sleep 600');
    const trial = (await prepare(place.createRunner({ timeoutMs: 1000 }), job)).start();
    await trial.started;
    await endController('SIGTERM');
    await expect(trial.end()).rejects.toThrow('scancel');
    expect(await trial.ended).toEqual({ kind: 'signaled', signal: 'SIGTERM' });
    expect(findMarkedProcesses(place.foldersOf(job).log)).toEqual([]);
    await startController();
  });

  it('leaves nothing running, also what went into a session of its own and does not end by itself', async () => {
    const place = await openSlurmPlace();
    const job = place.createJob('setsid sh -c "trap : TERM; while :; do sleep 1; done" & exit 0');
    expect(await (await prepare(place.createRunner(), job)).start().ended).toEqual({ kind: 'exited', code: 0 });
    expect(findMarkedProcesses(place.foldersOf(job).log)).toEqual([]);
  });
});

describe('the output of a trial', () => {
  it('is kept as it is where it is no UTF-8', async () => {
    const place = await openSlurmPlace();
    const job = place.createJob(`printf 'a\\377\\200b'`);
    await (await prepare(place.createRunner(), job)).start().ended;
    expect(readFileSync(place.foldersOf(job).log)).toEqual(Buffer.from([0x61, 0xff, 0x80, 0x62]));
  });

  it('that fills the disk is refused, and the trial goes on once there is room', async (context) => {
    const place = await openSlurmPlace();
    const small = join(place.folder, 'runs');
    mkdirSync(small);
    const mounted = await slurm('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small).catch(() => undefined);
    if (mounted === undefined) return context.skip('no file system can be mounted here');
    try {
      const url = '$AZUREML_SERVICE_ENDPOINT/metric/v2.0/w/runs/r/batch';
      const log = `curl -s -o /dev/null -w '%{http_code} ' -H "Authorization: Bearer secret" -d '{"values": []}' "${url}"`;
      const fill = 'cat /dev/zero > outputs/large 2>/dev/null';
      const job = place.createJob(
        `${fill}; ${log} > ../code; rm outputs/large; ${log}; exit 3`.replace('> ../code', `> ${place.folder}/answer`),
      );
      const trial = (await prepare(place.createRunner(), job)).start();
      expect(await trial.ended).toEqual({ kind: 'exited', code: 3 });
      expect(readFileSync(join(place.folder, 'answer'), 'utf8')).toBe('503 ');
      expect(readFileSync(place.foldersOf(job).log, 'utf8')).toBe('200 ');
      expect(existsSync(join(place.foldersOf(job).kept, 'outputs/large'))).toBe(false);
    } finally {
      await slurm('umount', '-l', small);
    }
  });
});
