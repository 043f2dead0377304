import type { TrialState } from '../sweep-state.js';
import { endProcessGroup, readProcessStat } from './process-group.js';

/** When the system started a process, in its own count; Linux only. */
export function startTicksOf(processId: number): number | undefined {
  return readProcessStat(processId)?.startTicks;
}

/**
 * Ends what still runs of a trial whose service has died. Only a process that is surely the trial's is touched: the
 * numbers of processes are given again, so the time of its start must be the same too. Where the system does not tell
 * that time (macOS), nothing is ended.
 */
export async function endSurvivor({ processId, startTicks }: TrialState, graceMs?: number): Promise<void> {
  if (processId === undefined || startTicks === undefined) return;
  if (startTicksOf(processId) === startTicks) await endProcessGroup(processId, graceMs);
}
