import type { SweepBackend } from '@hyperdrive-run/core/ports';
import type { AzureMlScope } from '../../addresses/azure-ml-scope.js';
import type { AzureMlOptions } from '../../azure-ml-options.js';
import { createArmClient } from '../arm-client.js';
import { createBlobClient } from '../upload/blob-client.js';
import { planJob, submitJob } from './submit-job.js';

/** The part of the backend that submits whole jobs. */
export type JobSubmitter = Required<Pick<SweepBackend, 'submitJob' | 'planJob'>>;

/** Opens what submits whole jobs to a workspace. Does no I/O. */
export function openSubmit(
  options: AzureMlOptions,
  scope: AzureMlScope,
): { readonly [Name in keyof JobSubmitter]: NonNullable<JobSubmitter[Name]> } {
  const parts = { scope, client: createArmClient(options), blobs: createBlobClient(options) };
  return {
    submitJob: (submission, call = {}) => submitJob(parts, submission, call),
    planJob: (submission, call = {}) => planJob(scope, submission, call),
  };
}
