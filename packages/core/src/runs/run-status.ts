/** Every status that the Azure ML run history is known to report, in the order of a run's life. */
export const knownRunStatuses = [
  'NotStarted',
  'Unapproved',
  'Pausing',
  'Paused',
  'Starting',
  'Provisioning',
  'Preparing',
  'Queued',
  'Running',
  'Finalizing',
  'CancelRequested',
  'NotResponding',
  'Completed',
  'Failed',
  'Canceled',
] as const;

/** A status with a meaning that the rules know. */
export type KnownRunStatus = (typeof knownRunStatuses)[number];

/** A run's status as its service names it. An unknown one is kept as it is and counts as running. */
export type RunStatus = KnownRunStatus | (string & {});

/** The three statuses after which a run changes no more. */
export type TerminalRunStatus = 'Completed' | 'Failed' | 'Canceled';

/** Whether the run has ended for good: Completed, Failed or Canceled. `Finalizing` and `CancelRequested` have not. */
export function isTerminalStatus(status: RunStatus): status is TerminalRunStatus {
  return status === 'Completed' || status === 'Failed' || status === 'Canceled';
}
