import { BackendError } from '@hyperdrive-run/core';

/**
 * Why a run that has ended is not canceled.
 * @param cause the service's refusal, where it was asked
 */
export function alreadyFinished(runId: string, status: string, cause?: BackendError): BackendError {
  return new BackendError({
    code: 'already-finished',
    message: `Run ${JSON.stringify(runId)} has ended already, as ${status}; there is nothing to cancel.`,
    hint: 'Read its results; a sweep that has ended does not run again.',
    status: cause?.status,
    requestId: cause?.requestId,
    runId,
    cause,
  });
}
