import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:process';

/** The command line of a process that runs, with all arguments; empty where there is none, or it has ended. */
export function commandLineOf(processId: number): string {
  if (platform !== 'linux') {
    return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(processId)], { encoding: 'utf8' }).stdout ?? '';
  }
  try {
    // Of a process that has ended but was not waited for, the system keeps none.
    return readFileSync(`/proc/${processId}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
