import { type ChildProcess, spawn } from 'node:child_process';
import { type LogBounds, openBoundedLog } from './bounded-log.js';
import { endTrialProcesses, isTrialAlive, type TrialProcesses } from './end-trial-processes.js';
import { trialMarkName } from './marked-processes.js';
import { defaultGraceMs } from './process-group.js';
import type { RunningTrial, TrialExit, TrialLaunch, TrialRunner } from './trial-runner.js';

export interface ProcessTrialRunnerOptions {
  /** How long a trial that is asked to end may take, in milliseconds. Default: 10 s. */
  readonly graceMs?: number | undefined;
  readonly logBounds?: LogBounds | undefined;
}

/**
 * Runs trials as child processes of this one, through `/bin/sh -c` (so not on Windows, outside of WSL). Each is a
 * process group of its own, and its environment carries a mark: what a command leaves running when it ends, also in a
 * session of its own, is ended the same way as a canceled trial.
 */
export function createProcessTrialRunner(options: ProcessTrialRunnerOptions = {}): TrialRunner {
  return { start: (launch) => startTrial(launch, options) };
}

function startTrial(launch: TrialLaunch, options: ProcessTrialRunnerOptions): RunningTrial {
  const graceMs = options.graceMs ?? defaultGraceMs;
  const log = openBoundedLog(launch.logPath, options.logBounds);
  let child: ChildProcess;
  try {
    child = spawn('/bin/sh', ['-c', launch.script], {
      cwd: launch.workFolder,
      env: { ...Object.fromEntries(launch.environment), [trialMarkName]: launch.logPath },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    return { ended: notStarted(error), end: () => undefined };
  }
  const keep = (chunk: Buffer): void => log.write(chunk);
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const processes: TrialProcesses | undefined =
    child.pid === undefined ? undefined : { groupId: child.pid, mark: launch.logPath };
  let ending: Promise<void> | undefined;
  let isOver = false;
  const endAll = (): Promise<void> => {
    ending ??= processes === undefined ? Promise.resolve() : endTrialProcesses(processes, graceMs);
    return ending;
  };

  async function notStarted(error: unknown): Promise<TrialExit> {
    const reason = error instanceof Error ? error.message : String(error);
    log.write(Buffer.from(`The trial could not be started: ${reason}\n`));
    await log.close();
    return { kind: 'not-started', reason };
  }

  async function follow(): Promise<TrialExit> {
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const exit = await new Promise<TrialExit | Error>((resolve) => {
      child.once('error', resolve);
      child.once('exit', (code, signal) =>
        resolve(signal === null ? { kind: 'exited', code: code ?? 0 } : { kind: 'signaled', signal }),
      );
    });
    if (exit instanceof Error) {
      isOver = true;
      return notStarted(exit);
    }
    if (processes !== undefined && isTrialAlive(processes)) await endAll();
    await ending;
    // From here on the system may give the group's number to somebody else.
    isOver = true;
    // A process that could not be found may hold the pipes open for ever: what it prints later is not the trial's output.
    const drain = setTimeout(() => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, 1000);
    await closed;
    clearTimeout(drain);
    await log.close();
    return exit;
  }

  return { processId: child.pid, ended: follow(), end: () => void (isOver || endAll()) };
}
