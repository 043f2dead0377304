import { BackendError, isTerminalStatus } from '@hyperdrive-run/core';

/**
 * Refuses to cancel a run that has ended.
 * @param status as the service reports it, where it does
 * @param cause the service's refusal, where it was asked
 * @throws BackendError with code `already-finished`
 */
export function throwIfFinished(runId: string, status: string | undefined, cause?: BackendError): void {
  if (status === undefined || !isTerminalStatus(status)) return;
  throw new BackendError({
    code: 'already-finished',
    message: `Run ${JSON.stringify(runId)} has ended already, as ${status}; there is nothing to cancel.`,
    hint: 'Read its results; a sweep that has ended does not run again.',
    status: cause?.status,
    requestId: cause?.requestId,
    runId,
    cause,
  });
}
