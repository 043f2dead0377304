import type { RunRecord } from './run.js';

/**
 * Whether a sweep comes before another one in a listing, the newest first: by when it started, or was created where it has
 * not started. One that says neither is about to begin, and comes before all.
 */
export function isNewer(
  run: Pick<RunRecord, 'startTime' | 'createdTime'>,
  other: Pick<RunRecord, 'startTime' | 'createdTime'>,
): boolean {
  return timeOf(run) > timeOf(other);
}

function timeOf({ startTime, createdTime }: Pick<RunRecord, 'startTime' | 'createdTime'>): number {
  return (startTime ?? createdTime)?.getTime() ?? Number.POSITIVE_INFINITY;
}
