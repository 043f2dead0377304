import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, closeSync, openSync } from 'node:fs';
import { fullDiskError } from '../../../storage/full-disk-error.js';
import type { RunningTrial, TrialExit, TrialLaunch, TrialPlace, TrialRunner } from '../trial-runner.js';
import { keepLogBounded, type LogBounds } from './bounded-log.js';
import { endTrialProcesses, isTrialAlive } from './end-trial-processes.js';
import { findLaunch } from './find-launch.js';
import { launchPath, readLaunchClaim, readLaunchExit } from './launch-record.js';
import { trialMarkName } from './marked-processes.js';
import { defaultGraceMs } from './process-group.js';
import { exitOfCode } from './trial-exit.js';
import { cannotRecord, trialShell, trialShellName } from './trial-shell.js';

export interface ProcessTrialRunnerOptions {
  /** How long a trial that is asked to end may take, in milliseconds. Default: 10 s. */
  readonly graceMs?: number | undefined;
  readonly logBounds?: LogBounds | undefined;
}

/**
 * Runs trials as child processes of this one, through `/bin/sh -c` (so not on Windows, outside of WSL). Each is a
 * process group of its own, and its environment carries a mark: what a command leaves running when it ends, also in a
 * session of its own, is ended the same way as a canceled trial. Trials outlive this process: they write their output
 * into the log themselves and leave a record, by which the next service finds them.
 */
export function createProcessTrialRunner(options: ProcessTrialRunnerOptions = {}): TrialRunner {
  return {
    start: (launch) => startTrial(launch, options),
    find: (place) =>
      findLaunch(place, (processId, gone) => followTrial(processId, gone, place, options), options.graceMs),
  };
}

function startTrial(launch: TrialLaunch, options: ProcessTrialRunnerOptions): RunningTrial {
  const { record, logPath } = launch;
  let child: ChildProcess;
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
    return { ended: Promise.resolve(notStarted(error, logPath)), end: () => undefined };
  }
  const exit = new Promise<TrialExit>((resolve) => {
    child.once('error', (error) => resolve(notStarted(error, logPath)));
    child.once('exit', (code, signal) => {
      const recorded = readLaunchExit(record)?.code ?? code;
      if (recorded === cannotRecord && readLaunchClaim(record)?.kind === 'unfinished') {
        resolve({ kind: 'not-started', reason: 'the disk is full', isDiskFull: true });
      }
      resolve(recorded === null ? { kind: 'signaled', signal: signal ?? 'SIGKILL' } : exitOfCode(recorded));
    });
  });
  return child.pid === undefined
    ? { ended: exit, end: () => undefined }
    : followTrial(child.pid, exit, launch, options);
}

/** @param exit how the trial's shell ended, once it has; what it started may run on */
function followTrial(
  groupId: number,
  exit: Promise<TrialExit>,
  { logPath }: TrialPlace,
  options: ProcessTrialRunnerOptions,
): RunningTrial {
  const processes = { groupId, mark: logPath };
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
    // From here on the system may give the group's number to somebody else.
    isOver = true;
    closeLog();
    return how;
  }

  return { ended: follow(), end: () => void (isOver || endAll()) };
}

function notStarted(error: unknown, logPath: string): TrialExit {
  const reason = error instanceof Error ? error.message : String(error);
  try {
    appendFileSync(logPath, `The trial could not be started: ${reason}\n`, { mode: 0o600 });
  } catch {
    // The run tells the reason too.
  }
  return { kind: 'not-started', reason, ...(fullDiskError(error) === undefined ? {} : { isDiskFull: true }) };
}
