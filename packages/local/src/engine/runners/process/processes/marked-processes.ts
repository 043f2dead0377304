import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:process';
import { anyId, idsSince, type ProcessBirth } from './process-birth.js';
import { readProcessStat } from './process-group.js';

/**
 * The variable by which a trial's processes are found wherever they went: a process that made a session of its own
 * (`setsid`, a daemon) has left the trial's group, but took the environment along.
 */
export const trialMarkName = 'HYPERDRIVE_TRIAL';

/** So many ids are looked at one by one before it is cheaper to list all processes. */
const mostProbed = 64;

/**
 * The processes that run now and carry a trial's mark, this one left out. Linux only: elsewhere, and of a process that
 * cleaned its environment or changed its user, nothing is known.
 * @param birth of the first process that carries it, where that is known: older ones need not be looked at
 */
export function findMarkedProcesses(mark: string, birth?: ProcessBirth): readonly number[] {
  if (platform !== 'linux') return [];
  const wanted = Buffer.from(`\0${trialMarkName}=${mark}\0`);
  if (birth !== undefined && isNoneMarked(wanted, birth)) return [];
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  // After they were listed: none of them is younger than this.
  const { first, last } = birth === undefined ? anyId : idsSince(birth);
  return found.filter(
    (id) => id >= first && id <= last && id !== process.pid && environmentOf(id).includes(wanted) && isRunning(id),
  );
}

/**
 * Whether surely none carries the mark. Of a short trial the few ids are looked at that were given since its birth, also
 * those of threads; to list the processes of the machine costs more than all else that is looked at when a trial has ended.
 */
function isNoneMarked(wanted: Buffer, birth: ProcessBirth): boolean {
  const { first, last } = idsSince(birth);
  if (last - first >= mostProbed) return false;
  for (let id = first; id <= last; id += 1) {
    if (id !== process.pid && existsSync(`/proc/${id}`) && environmentOf(id).includes(wanted) && isRunning(id))
      return false;
  }
  return true;
}

/** As the system keeps it, with a NUL before each variable and behind the last. */
function environmentOf(processId: number): Buffer {
  try {
    return Buffer.concat([Buffer.of(0), readFileSync(`/proc/${processId}/environ`)]);
  } catch {
    // It is gone, or another user's.
    return Buffer.alloc(0);
  }
}

function isRunning(processId: number): boolean {
  const state = readProcessStat(processId)?.state;
  return state !== undefined && state !== 'Z' && state !== 'X';
}
