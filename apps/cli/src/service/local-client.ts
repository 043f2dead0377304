import {
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
  // Loaded when it is needed: it brings the whole service.
  const { embedClient } = await import('./embed-client.js');
  const { client, close } = embedClient(folder);
  try {
    return await use(client, true);
  } finally {
    await close();
  }
}
