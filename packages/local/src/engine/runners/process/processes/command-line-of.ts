import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
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

/** Whether a process that runs has a text in its command line. */
export function isAnyCommandLineWith(text: string): boolean {
  if (platform !== 'linux') {
    return spawnSync('ps', ['-axww', '-o', 'command='], { encoding: 'utf8' }).stdout?.includes(text) ?? false;
  }
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && commandLineOf(Number(name)).includes(text));
}
