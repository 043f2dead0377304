import type { Endpoint } from '../../../http/requests/endpoint.js';
import { pathSegment } from '../../../http/requests/path-segment.js';
import type { AzureMlScope } from '../../addresses/azure-ml-scope.js';
import { armEndpoint } from '../arm-endpoint.js';

/** The version that Azure's own client asks for, and the one that it cancels with. */
const [readVersion, cancelVersion] = ['2024-01-01-preview', '2023-04-01-preview'];

function jobSubject(name: string): string {
  return `job ${JSON.stringify(name)}`;
}

/** Reads a job: a sweep, or one of its trials. */
export function getJobEndpoint(scope: AzureMlScope, name: string): Endpoint {
  const path = `/jobs/${pathSegment(name, 'runId')}`;
  return armEndpoint(scope, { method: 'GET', path, apiVersion: readVersion, subject: jobSubject(name), runId: name });
}

/** Lists the sweep jobs that are not archived. A service that does not know the filter by type lists all jobs. */
export function listSweepJobsEndpoint(scope: AzureMlScope): Endpoint {
  return armEndpoint(scope, {
    method: 'GET',
    path: '/jobs',
    apiVersion: readVersion,
    query: [
      ['listViewType', 'ActiveOnly'],
      ['jobType', 'Sweep'],
    ],
    subject: 'the list of sweep jobs',
  });
}

/** Cancels a job. Asking twice cancels it once. */
export function cancelJobEndpoint(scope: AzureMlScope, name: string): Endpoint {
  const path = `/jobs/${pathSegment(name, 'runId')}/cancel`;
  return armEndpoint(scope, {
    method: 'POST',
    path,
    apiVersion: cancelVersion,
    subject: jobSubject(name),
    runId: name,
  });
}

/** Looks at an operation that goes on after its request was answered: at the address that the answer names. */
export function operationEndpoint(scope: AzureMlScope, name: string): Endpoint {
  return { ...getJobEndpoint(scope, name), subject: `the cancel of ${jobSubject(name)}` };
}
