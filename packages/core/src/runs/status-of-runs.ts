import { isTerminalStatus, type RunStatus } from './run-status.js';

/**
 * The status of runs that belong together without a parent to say it: Running while one of them has not ended, else
 * Completed, as a sweep is whose trials failed. Without any run nothing has begun.
 */
export function statusOfRuns(statuses: Iterable<RunStatus>): RunStatus {
  let status: RunStatus = 'NotStarted';
  for (const one of statuses) {
    if (!isTerminalStatus(one)) return 'Running';
    status = 'Completed';
  }
  return status;
}
