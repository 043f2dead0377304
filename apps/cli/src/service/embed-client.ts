import {
  createLocalService,
  createLocalServiceClient,
  type LocalServiceClient,
  localWorkspace,
} from '@hyperdrive-run/local';

/** A client of a folder's service that is embedded in this process: it runs no sweeps. */
export function embedClient(folder: string): {
  readonly client: LocalServiceClient;
  readonly close: () => Promise<void>;
} {
  const service = createLocalService({ folder });
  const client = createLocalServiceClient({
    address: 'http://localhost',
    token: service.token,
    workspace: localWorkspace,
    fetch: service.fetch,
  });
  return { client, close: () => service.close() };
}
