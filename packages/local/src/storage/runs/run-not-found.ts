import { BackendError } from '@hyperdrive-run/core';
import type { RunKey } from '../run-key.js';

/** The failure of whatever needs a run that the store does not have: a BackendError with code `run-not-found`. */
export function runNotFound(key: RunKey): BackendError {
  return new BackendError({
    code: 'run-not-found',
    status: 404,
    serviceCode: 'UserError',
    runId: key.runId,
    message: `Run ${key.runId} was not found.`,
    hint: 'Check the run id, and the subscription, resource group and workspace.',
  });
}
