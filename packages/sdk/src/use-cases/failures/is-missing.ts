import { BackendError } from '@hyperdrive-run/core';

/** Whether a backend said that there is no such run. Any other failure says nothing about the run. */
export function isMissing(error: unknown): boolean {
  return BackendError.isInstance(error) && error.code === 'run-not-found';
}
