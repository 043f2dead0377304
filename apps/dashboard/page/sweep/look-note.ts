import { DashboardError } from '../ask/dashboard-error.js';
import { formatDuration } from '../format.js';
import { lookPauseMs } from './look-pause.js';

/** What the heading says while the server sends what is new. */
export const liveNote = 'live';

/** What the heading says of the looks at a sweep that runs, while they succeed. */
export const usualNote = `looks again every ${formatDuration(lookPauseMs(0))}`;

/**
 * What the heading says after a look that failed.
 * @param error why it failed
 * @param leftMs how long it is until the next one; 0 while that is under way
 */
export function failedNote(error: unknown, leftMs: number): string {
  const what = error instanceof DashboardError && error.isUnreachable ? 'server not reachable' : 'the last look failed';
  return `${what}, ${leftMs > 0 ? `tries again in ${formatDuration(leftMs)}` : 'trying again …'}`;
}
