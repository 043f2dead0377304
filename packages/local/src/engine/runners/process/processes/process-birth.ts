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
 * order, leaves out those in use, and begins anew after the largest. Where it may have done so since, that is any id.
 */
export function idsSince({ processId, forks }: ProcessBirth): IdRange {
  const made = (countForks() ?? 0) - forks;
  // A system that does not count would have made none, not even that one.
  if (made <= 0) return anyId;
  const inUse = numberIn('/proc/loadavg', /\/(\d+) /) ?? Number.POSITIVE_INFINITY;
  const largest = numberIn('/proc/sys/kernel/pid_max', /(\d+)/) ?? 0;
  const last = processId + made + inUse + reservedIds;
  return last < largest ? { first: processId, last } : anyId;
}

function numberIn(file: string, pattern: RegExp): number | undefined {
  try {
    const found = pattern.exec(readFileSync(file, 'latin1'))?.[1];
    return found === undefined ? undefined : Number(found);
  } catch {
    return undefined;
  }
}
