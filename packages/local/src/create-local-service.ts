import { assembleService } from './assemble-service.js';
import type { LocalServiceOptions } from './local-service-options.js';
import { localWorkspaceUri } from './local-workspace-uri.js';
import { makeServiceFolder } from './service-folder.js';
import { isFolderLocked } from './storage/files/folder-lock.js';

/** A service inside this process, without a socket. */
export interface LocalService {
  /**
   * Responds as the listening service would, for whatever takes a `fetch`. Addresses must be on loopback, such as
   * `http://localhost/`.
   */
  readonly fetch: typeof fetch;
  /** What the sdk's `connect` is called with: `connect(service.uri, { credential: service.token, fetch: service.fetch })`. */
  readonly uri: string;
  /** To be sent with each request: `Authorization: Bearer <token>`. */
  readonly token: string;
  /** Afterwards every request is answered with 503. */
  close(): Promise<void>;
  /** The same as `close`: `await using service = createLocalService(options)` closes it at the end of the block. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Opens a folder's runs and metrics inside this process, without a socket: for reading, for managing runs, for tests.
 * It runs no sweeps, because trials log over HTTP: a submit is refused, and {@link startLocalService} takes it. It may
 * be open beside a service that listens for the same folder.
 * @throws InvalidArgumentError, StorageError
 */
export function createLocalService(options: LocalServiceOptions): LocalService {
  const folder = makeServiceFolder(options.folder);
  const service = assembleService(folder, options, {
    serviceAddress: () => undefined,
    isServedElsewhere: () => isFolderLocked(folder),
  });
  let isClosed = false;
  async function close(): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    await service.engine.close();
    service.store.close();
  }
  return {
    uri: localWorkspaceUri('http://localhost'),
    token: service.token,
    fetch: async (input, init) =>
      isClosed ? new Response(null, { status: 503 }) : service.fetch(new Request(input, init)),
    close,
    [Symbol.asyncDispose]: close,
  };
}
