import { BackendError } from '@hyperdrive-run/core';
import type { StoredRun } from '../storage/runs/stored-run.js';

/**
 * A request about a run that this engine does not carry out.
 * @param why goes on after the run's id: `is Completed`
 */
export function refuseRun({ runId }: Pick<StoredRun, 'runId'>, why: string): BackendError {
  return new BackendError({
    code: 'refused',
    status: 409,
    serviceCode: 'UserError',
    runId,
    message: `Run ${runId} ${why}.`,
  });
}

/** A request that this process does not carry out, whatever run it is about. */
export function refuseRequest(message: string, hint: string): BackendError {
  return new BackendError({ code: 'refused', message, hint });
}
