import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findMarkedProcesses } from '../process/processes/marked-processes.js';
import {
  endController,
  occupyNode,
  restoreCluster,
  slurm,
  startController,
  until,
} from './__fixtures__/cluster-control.js';
import { activeJobs, prepare } from './__fixtures__/slurm-launches.js';
import { openSlurmPlace } from './__fixtures__/slurm-place.js';

afterEach(restoreCluster);

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
