import type { RunStatus } from '@hyperdrive-run/core';

const meanings: ReadonlyMap<string, RunStatus> = new Map([
  ['SCHEDULED', 'Queued'],
  ['RUNNING', 'Running'],
  ['FINISHED', 'Completed'],
  ['FAILED', 'Failed'],
  ['KILLED', 'Canceled'],
]);

/** The status that the rules know. One that is unknown is kept as it is; MLflow has no more than these five. */
export function fromMlflowStatus(status: string | undefined): RunStatus {
  return status === undefined ? 'NotStarted' : (meanings.get(status) ?? status);
}
