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
  return withClientOf(folder, findRunningService(folder), use);
}

/**
 * The same where it is known which service listens.
 * @param running `undefined` where none does
 */
export async function withClientOf<T>(
  folder: string,
  running: RunningService | undefined,
  use: (client: LocalServiceClient, isIdle: boolean) => Promise<T>,
): Promise<T> {
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
