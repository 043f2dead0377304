import type { KnownRunStatus } from '@hyperdrive-run/core';

const statuses: ReadonlyMap<string, KnownRunStatus> = new Map([
  ['PENDING', 'Queued'],
  ['PAUSED', 'Queued'],
  ['RUNNING', 'Running'],
  ['TERMINATED', 'Completed'],
  ['ERROR', 'Failed'],
]);

/** The status of a trial in this project's words; an unknown one stays as it is. */
export function runStatusOf(status: string): string {
  return statuses.get(status) ?? status;
}
