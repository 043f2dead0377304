import { BackendError } from '@hyperdrive-run/core';

/**
 * Whether an error is the service's own word that something is not there. A 404 of anything else on the way, an HTML page
 * of a gateway say, is an `unexpected-answer`: from it nothing follows about what was asked for.
 */
export function isMissing(error: unknown): error is BackendError {
  return BackendError.isInstance(error) && error.status === 404 && error.code !== 'unexpected-answer';
}
