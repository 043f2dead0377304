import { isTerminalStatus, type RunStatus } from '@hyperdrive-run/core';

/** MLflow's five statuses. */
export type MlflowStatus = 'SCHEDULED' | 'RUNNING' | 'FINISHED' | 'FAILED' | 'KILLED';

const waiting: ReadonlySet<string> = new Set([
  'NotStarted',
  'Unapproved',
  'Starting',
  'Provisioning',
  'Preparing',
  'Queued',
]);
const ofTerminal = { Completed: 'FINISHED', Failed: 'FAILED', Canceled: 'KILLED' } as const;
const toStatus: ReadonlyMap<string, RunStatus> = new Map([
  ['SCHEDULED', 'Queued'],
  ['RUNNING', 'Running'],
  ['FINISHED', 'Completed'],
  ['FAILED', 'Failed'],
  ['KILLED', 'Canceled'],
]);

/** A run's status as MLflow names it. Whatever is neither waiting nor over is running. */
export function toMlflowStatus(status: RunStatus): MlflowStatus {
  if (isTerminalStatus(status)) return ofTerminal[status];
  return waiting.has(status) ? 'SCHEDULED' : 'RUNNING';
}

/** `undefined` where MLflow has no such status. */
export function fromMlflowStatus(status: string): RunStatus | undefined {
  return toStatus.get(status);
}
