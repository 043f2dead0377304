import type { Endpoint } from '../../http/requests/endpoint.js';
import { type AzureMlScope, workspacePath } from '../addresses/azure-ml-scope.js';

/** A request to Azure Resource Manager about something in a workspace. */
export interface ArmRequest extends Pick<Endpoint, 'method' | 'body' | 'headers' | 'subject' | 'runId'> {
  /** Below the workspace, percent-encoded, beginning with a slash; empty for the workspace itself. */
  readonly path: string;
  /** Of the route: the routes of one workspace have different ones. */
  readonly apiVersion: string;
  /** What else is asked, beside the version. */
  readonly query?: readonly (readonly [string, string])[] | undefined;
}

/**
 * Makes the endpoint of a request. All are safe to repeat: what they create is named by the client, and the other POSTs
 * change nothing more the second time.
 */
export function armEndpoint(scope: AzureMlScope, request: ArmRequest): Endpoint {
  const { path, apiVersion, query = [], ...rest } = request;
  return {
    ...rest,
    path: `/${workspacePath(scope)}${path}`,
    query: [['api-version', apiVersion], ...query],
    isSafeToRepeat: true,
  };
}
