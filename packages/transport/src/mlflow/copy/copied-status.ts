import type { RunStatus } from '@hyperdrive-run/core';

const statuses: ReadonlyMap<RunStatus, string> = new Map([
  ['Completed', 'FINISHED'],
  ['Failed', 'FAILED'],
  ['Canceled', 'KILLED'],
  ['Running', 'RUNNING'],
  ['Queued', 'SCHEDULED'],
]);

/** Before a run begins to run. */
const waiting: ReadonlySet<RunStatus> = new Set(['NotStarted', 'Unapproved', 'Starting', 'Provisioning', 'Preparing']);

/** The status that a run gets in MLflow, and whether that means less than it did. */
export function copiedStatus(status: RunStatus): { readonly status: string; readonly isExact: boolean } {
  const exact = statuses.get(status);
  if (exact !== undefined) return { status: exact, isExact: true };
  return { status: waiting.has(status) ? 'SCHEDULED' : 'RUNNING', isExact: false };
}
