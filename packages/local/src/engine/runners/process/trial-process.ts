import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, closeSync, openSync } from 'node:fs';
import { errorMessage } from '../../../error-message.js';
import { fullDisk, fullDiskError } from '../../../storage/database/full-disk-error.js';
import { exitOfCode } from '../exit-of-code.js';
import type { TrialExit } from '../trial-runner.js';
import { keepLogBounded, type LogBounds } from './bounded-log.js';
import { findLaunch } from './find-launch.js';
import { launchPath, readLaunchClaim, readLaunchExit } from './launch-record.js';
import type { FoundProcess, ProcessLaunch, ProcessPlace, TrialProcess } from './process-launch.js';
import { endTrialProcesses, isTrialAlive, type TrialProcesses } from './processes/end-trial-processes.js';
import { trialMarkName } from './processes/marked-processes.js';
import { countForks, type ProcessBirth } from './processes/process-birth.js';
import { defaultGraceMs } from './processes/process-group.js';
import { cannotRecord, trialShell, trialShellName } from './trial-shell.js';

export interface TrialProcessOptions {
  /** How long a trial that is asked to end may take, in milliseconds. Default: 10 s. */
  readonly graceMs?: number | undefined;
  readonly logBounds?: LogBounds | undefined;
}

/**
 * Starts a trial as a child process of this one, through `/bin/sh -c` (so not on Windows, outside of WSL). Each is a
 * process group of its own, and its environment carries a mark: what a command leaves running when it ends, also in a
 * session of its own, is ended the same way as a canceled trial. Trials outlive this process: they write their output
 * into the log themselves and leave a record, by which the next service finds them.
 */
export function startTrialProcess(launch: ProcessLaunch, options: TrialProcessOptions = {}): TrialProcess {
  const { record, logPath } = launch;
  let child: ChildProcess;
  const forks = countForks();
  try {
    const log = openSync(logPath, 'a', 0o600);
    try {
      child = spawn('/bin/sh', ['-c', trialShell, trialShellName, launchPath(record), launch.script], {
        cwd: launch.workFolder,
        env: { ...Object.fromEntries(launch.environment), [trialMarkName]: logPath },
        detached: true,
        stdio: ['ignore', log, log],
      });
    } finally {
      closeSync(log);
    }
  } catch (error) {
    return { isStarted: false, ended: Promise.resolve(neverRan(error, logPath)), end: () => undefined };
  }
  const exit = new Promise<TrialExit>((resolve) => {
    child.once('error', (error) => resolve(neverRan(error, logPath)));
    child.once('exit', (code, signal) => {
      const recorded = readLaunchExit(record)?.code ?? code;
      if (recorded === cannotRecord && readLaunchClaim(record)?.kind === 'unfinished') {
        resolve({ kind: 'never-ran', reason: 'the disk is full', error: fullDisk(record.folder) });
      }
      resolve(recorded === null ? { kind: 'signaled', signal: signal ?? 'SIGKILL' } : exitOfCode(recorded));
    });
  });
  return child.pid === undefined
    ? { isStarted: false, ended: exit, end: () => undefined }
    : followTrial({ groupId: child.pid, birth: birthOf(child.pid, forks) }, exit, launch, options);
}

function birthOf(processId: number, forks: number | undefined): ProcessBirth | undefined {
  return forks === undefined ? undefined : { processId, forks };
}

/** Finds a trial's process again, whichever service started it. */
export function findTrialProcess(place: ProcessPlace, options: TrialProcessOptions = {}): Promise<FoundProcess> {
  return findLaunch(
    place,
    (processId, gone) => followTrial({ groupId: processId }, gone, place, options),
    options.graceMs,
  );
}

/** @param exit how the trial's shell ended, once it has; what it started may run on */
function followTrial(
  shell: Pick<TrialProcesses, 'groupId' | 'birth'>,
  exit: Promise<TrialExit>,
  { logPath }: ProcessPlace,
  options: TrialProcessOptions,
): TrialProcess {
  const processes = { ...shell, mark: logPath };
  const closeLog = keepLogBounded(logPath, options.logBounds);
  let ending: Promise<void> | undefined;
  let isOver = false;
  const endAll = (): Promise<void> => {
    ending ??= endTrialProcesses(processes, options.graceMs ?? defaultGraceMs);
    return ending;
  };

  async function follow(): Promise<TrialExit> {
    const how = await exit;
    if (isTrialAlive(processes)) await endAll();
    await ending;
    // From here on the system may give the group's number to another one.
    isOver = true;
    closeLog();
    return how;
  }

  return { isStarted: true, ended: follow(), end: () => void (isOver || endAll()) };
}

function neverRan(error: unknown, logPath: string): TrialExit {
  const reason = errorMessage(error);
  try {
    appendFileSync(logPath, `The trial could not be started: ${reason}\n`, { mode: 0o600 });
  } catch {
    // The run says the reason too.
  }
  const full = fullDiskError(error);
  return { kind: 'never-ran', reason, ...(full === undefined ? {} : { error: full }) };
}
