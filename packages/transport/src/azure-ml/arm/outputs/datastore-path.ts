/** A place in a datastore of a workspace. */
export interface DatastorePath {
  readonly datastore: string;
  /** Without a slash at its end. */
  readonly path: string;
}

const form =
  /^azureml:\/\/(?:subscriptions\/[^/]+\/resourcegroups\/[^/]+\/(?:providers\/[^/]+\/)?workspaces\/[^/]+\/)?datastores\/([^/]+)\/paths\/(.+)$/i;

/** Reads `azureml://datastores/NAME/paths/PATH`, also with its workspace; `undefined` for what lies elsewhere. */
export function readDatastorePath(uri: string): DatastorePath | undefined {
  const [, datastore, path = ''] = form.exec(uri) ?? [];
  const plain = path.replace(/\/+$/, '');
  return datastore === undefined || plain === '' ? undefined : { datastore, path: plain };
}
