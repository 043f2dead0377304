import { readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:process';
import { hasErrorCode } from '../../../../error-message.js';

/** How long processes that were asked to end may take before they are ended. */
export const defaultGraceMs = 10_000;

/** Whether a process of the group is still running. A process that has ended but was not waited for is not. */
export function isGroupAlive(groupId: number): boolean {
  if (!signalGroup(groupId, 0)) return false;
  if (platform !== 'linux') return true;
  return readdirSync('/proc').some((name) => {
    const stat = /^\d+$/.test(name) ? readProcessStat(Number(name)) : undefined;
    return stat?.groupId === groupId && stat.state !== 'Z' && stat.state !== 'X';
  });
}

export interface ProcessStat {
  readonly state: string;
  readonly parentId: number;
  readonly groupId: number;
}

/** What the system says of a process: Linux only, `undefined` elsewhere and where there is no such process. */
export function readProcessStat(processId: number): ProcessStat | undefined {
  try {
    const text = readFileSync(`/proc/${processId}/stat`, 'latin1');
    // The second field is the name in parentheses and may contain blanks and parentheses itself.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', parentId: Number(fields[1]), groupId: Number(fields[2]) };
  } catch {
    return undefined;
  }
}

/** Signals all processes of a group. Returns whether such a group exists. */
export function signalGroup(groupId: number, signal: NodeJS.Signals | 0): boolean {
  return signalProcess(-groupId, signal);
}

/** Signals one process, or by a negative number a group. Returns whether it exists. */
export function signalProcess(processId: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(processId, signal);
  } catch (error) {
    // EPERM: it exists, but changed its user. ESRCH: it does not.
    return hasErrorCode(error, 'EPERM');
  }
}
