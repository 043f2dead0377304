import { readFileSync } from 'node:fs';

/** When a process of this machine was born. */
export interface ProcessBirth {
  readonly processId: number;
  /** How many processes the system had made before (`countForks`). */
  readonly forks: number;
}

/** How many processes and threads the system has made since its start; `undefined` where it does not say. Linux only. */
export function countForks(): number | undefined {
  return numberIn('/proc/stat', /^processes (\d+)$/m);
}

/** Ids that the kernel leaves out where it begins anew. */
const reservedIds = 300;

/** Ids from the first to the last, both included. */
export interface IdRange {
  readonly first: number;
  readonly last: number;
}

/** Any process can have it. */
export const anyId: IdRange = { first: 0, last: Number.POSITIVE_INFINITY };

/**
 * The ids that processes can have which were born after another one, and that one's own. Linux gives ids in ascending
 * order, leaves out those in use, and begins anew after the largest. Where it may have done so since, that is any id; else
 * the last one is that of the youngest process, where the system says it.
 */
export function idsSince({ processId, forks }: ProcessBirth): IdRange {
  const made = (countForks() ?? 0) - forks;
  // A system that does not count would have made none, not even that one.
  if (made <= 0) return anyId;
  const load = /\/(\d+) (\d+)/.exec(textOf('/proc/loadavg'));
  const inUse = Number(load?.[1] ?? Number.POSITIVE_INFINITY);
  const youngest = Number(load?.[2] ?? 0);
  const last = processId + made + inUse + reservedIds;
  if (last >= largestId()) return anyId;
  return { first: processId, last: youngest >= processId ? Math.min(youngest, last) : last };
}

function largestId(): number {
  return numberIn('/proc/sys/kernel/pid_max', /(\d+)/) ?? 0;
}

function numberIn(file: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(textOf(file))?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Empty where it cannot be read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
