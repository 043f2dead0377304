import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../storage/__fixtures__/temporary-folder.js';
import type { TrialProcess } from '../process-launch.js';
import { startTrialProcess } from '../trial-process.js';
import { endTrialProcesses } from './end-trial-processes.js';
import { findMarkedProcesses } from './marked-processes.js';
import { readProcessStat } from './process-group.js';

/** Starts a trial whose command writes the number of a process of its own session into a file. */
async function startDaemon(
  script: (pidFile: string) => string,
  graceMs?: number,
): Promise<{ readonly trial: TrialProcess; readonly logPath: string; readonly daemonId: number }> {
  const folder = await temporaryFolder();
  mkdirSync(join(folder, 'work'));
  const pidFile = join(folder, 'pid');
  const logPath = join(folder, 'std_log.txt');
  const environment = new Map([['PATH', process.env['PATH'] ?? '']]);
  const record = { folder, id: 'launch' };
  const launch = { script: script(pidFile), workFolder: join(folder, 'work'), environment, logPath, record };
  const trial = startTrialProcess(launch, { graceMs });
  while (!existsSync(pidFile) || readFileSync(pidFile, 'utf8').trim() === '') await delay(5);
  return { trial, logPath, daemonId: Number(readFileSync(pidFile, 'utf8')) };
}

/** A process that has ended is not running, though nobody may have waited for it yet. */
const isThere = (processId: number): boolean => (readProcessStat(processId)?.state ?? 'Z') !== 'Z';

describe.skipIf(process.platform !== 'linux')('a trial that is ended before its shell has started the command', () => {
  it('is ended as soon as that has begun', async () => {
    const script = 'trap : TERM; echo ready; read line; /bin/sh -c "sleep 600"; exit $?';
    const shell = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'pipe', 'ignore'] });
    await once(shell.stdout, 'data');
    const exit = once(shell, 'exit');
    // Far longer than a test may take: it is not killed.
    const ended = endTrialProcesses({ groupId: shell.pid, mark: 'none' }, 600_000);
    // Shells differ in whether the signal alone ends the read.
    shell.stdin.on('error', () => undefined).end('go on\n');
    await ended;
    expect(await exit).toEqual([143, null]);
  });
});

describe.skipIf(process.platform !== 'linux')('a process that left the group of its trial', () => {
  const daemon = (pidFile: string): string => `setsid sh -c 'echo $$ > ${pidFile}; exec sleep 600' &`;
  /** The command ends once the process has said who it is: it would be ended together with the command before. */
  const daemonAlone = (pidFile: string): string => `${daemon(pidFile)} until test -s ${pidFile}; do sleep 0.01; done`;

  it('is ended with the trial', async () => {
    const { trial, daemonId, logPath } = await startDaemon((pidFile) => `${daemon(pidFile)} sleep 600`);
    expect(findMarkedProcesses(logPath)).toContain(daemonId);
    trial.end();
    expect(await trial.ended).toEqual({ kind: 'signaled', signal: 'SIGTERM' });
    expect([isThere(daemonId), findMarkedProcesses(logPath)]).toEqual([false, []]);
  });

  it('is ended when the command has ended by itself', async () => {
    const { trial, daemonId } = await startDaemon(daemonAlone);
    expect(await trial.ended).toEqual({ kind: 'exited', code: 0 });
    expect(isThere(daemonId)).toBe(false);
  });

  it('is killed where it does not listen', async () => {
    const deaf = (pidFile: string): string =>
      `setsid sh -c "trap '' TERM; echo \\$\\$ > ${pidFile}; while :; do sleep 1; done" & sleep 600`;
    const { trial, daemonId } = await startDaemon(deaf, 100);
    trial.end();
    await trial.ended;
    expect(isThere(daemonId)).toBe(false);
  });

  it('is left alone where it belongs to another trial', async () => {
    const one = await startDaemon(daemonAlone);
    const other = await startDaemon((pidFile) => `${daemon(pidFile)} sleep 600`);
    one.trial.end();
    await one.trial.ended;
    expect(isThere(other.daemonId)).toBe(true);
    other.trial.end();
    await other.trial.ended;
  });
});
