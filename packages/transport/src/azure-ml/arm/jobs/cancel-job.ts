import { BackendError } from '@hyperdrive-run/core';
import { throwIfFinished } from '../../../http/answers/already-finished.js';
import type { AzureMlScope } from '../../addresses/azure-ml-scope.js';
import { followOperation } from './follow-operation.js';
import { cancelJobEndpoint, operationEndpoint } from './job-endpoints.js';
import type { JobService } from './job-service.js';

/**
 * Cancels a job, a sweep with its trials or one trial, and waits until the service has taken it.
 * @param readStatus asks for the job's status, which says whether a refusal came too late
 * @throws BackendError with code `already-finished`, `run-not-found` or `refused`
 */
export async function cancelJob(
  { client }: JobService,
  scope: AzureMlScope,
  name: string,
  readStatus: () => Promise<string | undefined>,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    const answer = await client.exchange(cancelJobEndpoint(scope, name), { signal });
    const hasEnded = await followOperation(client, operationEndpoint(scope, name), answer, signal);
    if (!hasEnded) client.onWarning(`The cancel of job ${JSON.stringify(name)} was accepted and is still going on.`);
  } catch (error) {
    const isConflict = BackendError.isInstance(error) && (error.code === 'refused' || error.status === 404);
    if (isConflict) throwIfFinished(name, await readStatus(), error);
    throw error;
  }
}
