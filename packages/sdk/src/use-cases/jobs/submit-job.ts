import { type RunRecord, UnsupportedOperationError } from '@hyperdrive-run/core';
import type { CallOptions, JobSubmission, SweepBackend } from '@hyperdrive-run/core/ports';

/**
 * Submits a whole job.
 * @throws UnsupportedOperationError where the backend takes configs only
 */
export async function submitJob(
  backend: SweepBackend,
  submission: JobSubmission,
  options: CallOptions = {},
): Promise<RunRecord> {
  if (backend.submitJob === undefined) throw takesNoJobs(backend);
  return backend.submitJob(submission, options);
}

/**
 * What a submit of a whole job would send, as JSON.
 * @throws UnsupportedOperationError where the backend takes configs only
 */
export async function planJob(
  backend: SweepBackend,
  submission: JobSubmission,
  options: CallOptions = {},
): Promise<string> {
  if (backend.planJob === undefined) throw takesNoJobs(backend);
  return backend.planJob(submission, options);
}

function takesNoJobs({ displayName }: SweepBackend): UnsupportedOperationError {
  return new UnsupportedOperationError({
    operation: 'jobs with their files',
    backend: displayName,
    hint: 'Read the file for that service, and submit its config.',
  });
}
