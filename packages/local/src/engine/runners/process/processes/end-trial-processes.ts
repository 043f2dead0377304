import { setTimeout as delay } from 'node:timers/promises';
import { hasCommand } from './has-command.js';
import { findMarkedProcesses } from './marked-processes.js';
import type { ProcessBirth } from './process-birth.js';
import { defaultGraceMs, isGroupAlive, readProcessStat, signalGroup, signalProcess } from './process-group.js';

/** How a trial's processes are found. */
export interface TrialProcesses {
  /** The group that the trial was started as; left out where its number may be another group's by now. */
  readonly groupId?: number | undefined;
  /** What its environment contains under `trialMarkName`: finds what left the group. */
  readonly mark: string;
  /** Of the process that the trial was started as, where this process started it. */
  readonly birth?: ProcessBirth | undefined;
}

const pollIntervalMs = 50;

/** How long processes that were killed may take to go. */
const unendableMs = 10_000;

/** Whether anything of a trial runs. */
export function isTrialAlive({ groupId, mark, birth }: TrialProcesses): boolean {
  return (groupId !== undefined && isGroupAlive(groupId)) || findMarkedProcesses(mark, birth).length > 0;
}

/**
 * Ends all processes of a trial: SIGTERM, and SIGKILL for what is left after the grace time. Resolves once nothing of
 * it runs. The system notifies nobody of that: it is polled, only while the trial is ending.
 */
export async function endTrialProcesses(trial: TrialProcesses, graceMs: number = defaultGraceMs): Promise<void> {
  const { groupId } = trial;
  let isCommandReached = groupId !== undefined && hasCommand(groupId);
  signalTrial(trial, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  let killedAt: number | undefined;
  while (isTrialAlive(trial)) {
    const now = Date.now();
    // The shell around the trial does not end by a signal, and starts its command after one that came too early.
    if (groupId !== undefined && !isCommandReached && hasCommand(groupId)) {
      isCommandReached = true;
      signalTrial(trial, 'SIGTERM');
    }
    if (now >= deadline) {
      // Again and again: what is being ended may start something new meanwhile.
      signalTrial(trial, 'SIGKILL');
      killedAt ??= now;
    }
    // A process that the system cannot end (it hangs in a device) must not hang the sweep too. Counted from the kill: a
    // machine that slept or was busy has not waited yet.
    if (killedAt !== undefined && now >= killedAt + unendableMs) return;
    await delay(Math.min(pollIntervalMs, graceMs));
  }
}

function signalTrial({ groupId, mark, birth }: TrialProcesses, signal: 'SIGTERM' | 'SIGKILL'): void {
  const outside = findMarkedProcesses(mark, birth);
  if (groupId !== undefined) signalGroup(groupId, signal);
  for (const processId of outside) {
    if (readProcessStat(processId)?.groupId !== groupId) signalProcess(processId, signal);
  }
}
