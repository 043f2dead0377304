import { readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:process';
import { readProcessStat, signalProcess } from '../process/processes/process-group.js';

/** The processes that have a text in their environment, but for those that have ended and wait to be reaped. Linux only. */
export function processesWith(text: string): readonly number[] {
  if (platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => environmentOf(id).includes(text) && readProcessStat(id)?.state !== 'Z');
}

/** Kills all that has a text in its environment, and what that has started meanwhile. */
export function killProcessesWith(text: string): void {
  // What was signaled is gone a moment later; what cannot end is not waited for.
  for (let looks = 0; looks < 100; looks += 1) {
    const left = processesWith(text);
    if (left.length === 0) return;
    for (const id of left) signalProcess(id, 'SIGKILL');
  }
}

function environmentOf(processId: number): string {
  try {
    return readFileSync(`/proc/${processId}/environ`, 'latin1');
  } catch {
    // It has ended meanwhile, or is another user's.
    return '';
  }
}
