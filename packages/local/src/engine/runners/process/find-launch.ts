import { setTimeout as delay } from 'node:timers/promises';
import { exitOfCode } from '../exit-of-code.js';
import type { TrialExit } from '../trial-runner.js';
import { type LaunchRecord, launchPath, readLaunchExit, withdrawLaunch } from './launch-record.js';
import type { FoundProcess, ProcessPlace, TrialProcess } from './process-launch.js';
import { commandLineOf, isAnyCommandLineWith } from './processes/command-line-of.js';
import { endTrialProcesses } from './processes/end-trial-processes.js';

/** How long somebody who is writing a record may take. */
const writingMs = 2000;
const lookIntervalMs = 100;

/**
 * Finds a trial by its record: whether it runs, has ended, or was never started.
 * @param adopt makes the trial of a process that runs, and that `gone` tells the end of
 * @param graceMs for what runs on of a trial that has ended
 */
export async function findLaunch(
  { record, logPath }: ProcessPlace,
  adopt: (processId: number, gone: Promise<TrialExit>) => TrialProcess,
  graceMs?: number,
): Promise<FoundProcess> {
  let claim = withdrawLaunch(record);
  for (let waited = 0; claim.kind === 'unfinished' && waited < writingMs; waited += lookIntervalMs) {
    await delay(lookIntervalMs);
    claim = withdrawLaunch(record);
  }
  // Where nobody is left who could write it down, the command has not run: the disk was full, or the machine went down.
  const isAbandoned = claim.kind === 'unfinished' && !isAnyCommandLineWith(launchPath(record));
  if (claim.kind === 'withdrawn' || isAbandoned) return { kind: 'not-started' };
  if (claim.kind === 'process' && isTrialShell(claim.processId, record)) {
    return { kind: 'running', trial: adopt(claim.processId, whenGone(claim.processId, record)) };
  }
  // The shell ends what it started only while a service is there.
  await endTrialProcesses({ mark: logPath }, graceMs);
  return { kind: 'ended', ...exitOf(record) };
}

/** Looked at in intervals: the system tells only its parent that a process has ended. */
async function whenGone(processId: number, record: LaunchRecord): Promise<TrialExit> {
  while (isTrialShell(processId, record)) await delay(lookIntervalMs);
  return exitOf(record).exit;
}

function exitOf(record: LaunchRecord): { readonly exit: TrialExit; readonly time?: Date | undefined } {
  const recorded = readLaunchExit(record);
  return recorded === undefined ? { exit: { kind: 'lost' } } : { exit: exitOfCode(recorded.code), time: recorded.time };
}

/** The numbers of processes are given again, but only the trial's shell has its record in its command line. */
function isTrialShell(processId: number, record: LaunchRecord): boolean {
  return commandLineOf(processId).includes(launchPath(record));
}
