/** The one workspace of a local service: it has no subscriptions, but the protocol wants their names. */
const workspacePath = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/workspaces/local';

/** @param address such as `http://127.0.0.1:49152` */
export function localWorkspaceUri(address: string): string {
  return `azureml+${address}${workspacePath}`;
}
