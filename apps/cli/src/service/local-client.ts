import {
  createLocalService,
  createLocalServiceClient,
  findRunningService,
  type LocalServiceClient,
  localWorkspace,
  type RunningService,
} from '@hyperdrive-run/local';

/** A client of the service that listens. */
export function clientOf({ address, token }: RunningService): LocalServiceClient {
  return createLocalServiceClient({ address, token, workspace: localWorkspace });
}

/**
 * Uses a folder's service through its client: the one that listens, else one in this process, which runs no sweeps.
 * @param use is also called with whether none listens, so that no sweep continues there
 */
export async function withLocalClient<T>(
  folder: string,
  use: (client: LocalServiceClient, isIdle: boolean) => Promise<T>,
): Promise<T> {
  const running = findRunningService(folder);
  if (running !== undefined) return use(clientOf(running), false);
  const service = createLocalService({ folder });
  try {
    const { token } = service;
    const options = { address: 'http://localhost', token, workspace: localWorkspace };
    const client = createLocalServiceClient({ ...options, fetch: (request) => service.fetch(request) });
    return await use(client, true);
  } finally {
    await service.close();
  }
}
