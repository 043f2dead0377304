import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import type { ProcessLaunch } from './process-launch.js';
import { findTrialProcess, startTrialProcess } from './trial-process.js';

const options = { graceMs: 2000 };

async function makeLaunch(script: string): Promise<ProcessLaunch & { readonly folder: string }> {
  const folder = await temporaryFolder();
  mkdirSync(join(folder, 'work'));
  return {
    folder,
    script,
    workFolder: join(folder, 'work'),
    environment: new Map([['PATH', process.env['PATH'] ?? '']]),
    logPath: join(folder, 'log.txt'),
    record: { folder, id: 'launch' },
  };
}

describe('a trial that an earlier service was to start', () => {
  it('that has not started will not start any more', async () => {
    const launch = await makeLaunch('touch ran');
    expect(await findTrialProcess(launch, options)).toEqual({ kind: 'not-started' });
    // The shell of the killed service comes too late: it runs nothing.
    expect(await startTrialProcess(launch, options).ended).toEqual({ kind: 'exited', code: 125 });
    expect(existsSync(join(launch.workFolder, 'ran'))).toBe(false);
    expect(await findTrialProcess(launch, options)).toEqual({ kind: 'not-started' });
  });

  it('that runs is found, can be ended, and says how it ended', async () => {
    const launch = await makeLaunch('touch started; while ! test -e go; do sleep 0.02; done; exit 4');
    const started = startTrialProcess(launch, options);
    const found = await findRunning(launch);
    writeFileSync(join(launch.workFolder, 'go'), '');
    expect([await found.ended, await started.ended]).toEqual([
      { kind: 'exited', code: 4 },
      { kind: 'exited', code: 4 },
    ]);
    found.end();

    const other = await makeLaunch('sleep 600');
    startTrialProcess(other, options);
    const again = await findRunning(other);
    again.end();
    expect(await again.ended).toEqual({ kind: 'signaled', signal: 'SIGTERM' });
  });

  it('that has ended is found with its exit code, again and again', async () => {
    const launch = await makeLaunch('exit 7');
    await startTrialProcess(launch, options).ended;
    const ended = { kind: 'ended', exit: { kind: 'exited', code: 7 }, time: expect.any(Date) };
    expect([await findTrialProcess(launch, options), await findTrialProcess(launch, options)]).toEqual([ended, ended]);
  });

  it('that nobody is left to start, though somebody was about to, has not started', async () => {
    const launch = await makeLaunch('true');
    writeFileSync(join(launch.folder, 'launch.pid'), '');
    expect(await findTrialProcess(launch, options)).toEqual({ kind: 'not-started' });
  });

  it('that has ended where its end cannot be written down, waits until it can', async () => {
    const launch = await makeLaunch('exit 6');
    // A link to a folder that is not there: no file can be made.
    symlinkSync(join(launch.folder, 'later', 'exit'), join(launch.folder, 'launch.exit'));
    const trial = startTrialProcess(launch, options);
    const found = await findRunning(launch);
    mkdirSync(join(launch.folder, 'later'));
    expect([await found.ended, await trial.ended]).toEqual([
      { kind: 'exited', code: 6 },
      { kind: 'exited', code: 6 },
    ]);
  });

  it('whose shell was killed leaves nothing running', async () => {
    const launch = await makeLaunch('sleep 600 & echo $! > sleeper; kill -9 $PPID; sleep 600');
    await startTrialProcess(launch, options).ended;
    expect(await findTrialProcess(launch, options)).toEqual({ kind: 'ended', exit: { kind: 'lost' } });
    const sleeper = readFileSync(join(launch.workFolder, 'sleeper'), 'utf8').trim();
    expect(existsSync(`/proc/${sleeper}/exe`)).toBe(false);
  });
});

/** Looks until the trial's shell has begun. */
async function findRunning(launch: ProcessLaunch & { readonly folder: string }) {
  while (!existsSync(join(launch.folder, 'launch.pid'))) await new Promise((resolve) => setTimeout(resolve, 5));
  const found = await findTrialProcess(launch, options);
  if (found.kind !== 'running') throw new Error(`The trial is ${found.kind}.`);
  return found.trial;
}
