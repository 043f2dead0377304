import type { WorkspaceScope } from './storage/run-key.js';

/** The one workspace of a local service: it has no subscriptions, but the protocol wants their names. */
export const localWorkspace: WorkspaceScope = {
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'local',
  workspaceName: 'local',
};

/**
 * What the sdk's `connect` is called with to reach a local service.
 * @param address where the service listens, or is reached from elsewhere, such as `http://127.0.0.1:49152`
 */
export function localWorkspaceUri(address: string): string {
  const { subscriptionId, resourceGroup, workspaceName } = localWorkspace;
  return `azureml+${address}/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/workspaces/${workspaceName}`;
}
