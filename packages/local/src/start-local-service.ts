import { BackendError, InvalidArgumentError } from '@hyperdrive-run/core';
import { type AssembledService, assembleService } from './assemble-service.js';
import type { LocalServiceOptions } from './local-service-options.js';
import { localWorkspaceUri } from './local-workspace-uri.js';
import { type Listener, listenOnLoopback } from './network/listen.js';
import type { NetworkOptions } from './network/network.js';
import { type OpenNetwork, openNetwork } from './network/open-network.js';
import { type RunningService, readServiceFile, removeServiceFile, writeServiceFile } from './service-file.js';
import { makeServiceFolder } from './service-folder.js';
import type { SqliteDatabaseOptions } from './storage/database/sqlite-database.js';
import { type FolderLock, takeFolderLock } from './storage/files/folder-lock.js';

export interface StartLocalServiceOptions extends LocalServiceOptions {
  /**
   * Default: that of the service that was killed on this folder, where it is free, so that trials which outlived it
   * reach this one; else a free one. 0 is always a free one.
   */
  readonly port?: number | undefined;
  /**
   * Listens for trials on other machines too, and serves only these there. `none` ends that. Default: as at the last start of
   * a service on this folder, since trials that run on know that address; without one, no other machine reaches it.
   */
  readonly listen?: NetworkOptions | 'none' | undefined;
  /** The environment that trials inherit; that of this process by default. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * Is told of what failed through no fault of a client's: a request, or a sweep that cannot go on because the disk
   * fails, with its run id. Where that can pass (a full disk, a locked database), the sweep is taken up again after
   * some seconds, and its trials go on meanwhile; else it stays unfinished until the next start.
   */
  readonly onError?: ((error: unknown, runId?: string) => void) | undefined;
}

/** A service that listens on loopback and runs sweeps. */
export interface StartedLocalService extends RunningService {
  /** The absolute path. */
  readonly folder: string;
  /** Resolves once no sweep is active. */
  whenIdle(): Promise<void>;
  /**
   * Ends the trials that are running, stops listening and frees the folder. Unfinished sweeps are carried on with by
   * the next service on the folder.
   *
   * With `leaveTrials` the trials run on, and the next service adopts them, as after a kill: what they log meanwhile finds
   * nobody. Those on this machine keep this process from ending by itself until they end.
   */
  close(options?: { readonly leaveTrials?: boolean | undefined }): Promise<void>;
  /** The same as `close`: `await using service = await startLocalService(options)` closes it at the end of the block. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts the service of a folder: takes up the sweeps that an earlier one left unfinished, listens on 127.0.0.1, and
 * tells of itself in `service.json`, which only the folder's owner can read.
 * @throws InvalidArgumentError, StorageError
 * @throws BackendError with code `refused` where another service has the folder, naming it, or the port is taken
 */
export function startLocalService(options: StartLocalServiceOptions): Promise<StartedLocalService> {
  return startServiceWith(options, {});
}

/** {@link startLocalService} with a database whose disk is small, or that ends the process: for this package's tests. */
export async function startServiceWith(
  options: StartLocalServiceOptions,
  database: SqliteDatabaseOptions,
): Promise<StartedLocalService> {
  const { port } = options;
  if (port !== undefined && (!Number.isInteger(port) || port < 0 || port > 65_535)) {
    throw new InvalidArgumentError({ option: 'port', got: port, takes: 'an integer from 0 to 65535' });
  }
  const folder = makeServiceFolder(options.folder);
  const lock = takeFolderLock(folder);
  if (lock === undefined) throw folderInUse(folder);
  let service: AssembledService | undefined;
  let listener: Listener | undefined;
  let network: OpenNetwork | undefined;
  try {
    service = assembleService(folder, options, {
      database,
      serviceAddress: () => listener?.address,
      advertisedAddress: () => network?.advertised,
      isServedElsewhere: () => false,
      onError: (error, run) => options.onError?.(error, run.runId),
      onFailure: (error) => options.onError?.(error),
      ...(options.environment === undefined ? {} : { environment: options.environment }),
    });
    const { launches, trialFetch: serve } = service;
    const countActive = (): number => launches.countActive();
    network = await openNetwork({ folder, listen: options.listen, countActive, serve });
    listener = await listenAgain(folder, service.fetch, port);
    const { address } = listener;
    const running = {
      address,
      uri: localWorkspaceUri(address),
      token: service.token,
      pid: process.pid,
      startedAt: options.now?.() ?? new Date(),
      advertised: network?.advertised,
    };
    writeServiceFile(folder, running);
    service.engine.recoverAtStart();
    return started(folder, running, { service, listener, network, lock });
  } catch (error) {
    await shutDown(folder, { service, listener, network, lock });
    throw error;
  }
}

async function listenAgain(
  folder: string,
  fetch: AssembledService['fetch'],
  port: number | undefined,
): Promise<Listener> {
  const killed = port === undefined ? readServiceFile(folder) : undefined;
  if (killed === undefined) return listenOnLoopback(fetch, port ?? 0);
  const portBefore = Number(new URL(killed.address).port);
  // Somebody else may have it by now.
  return listenOnLoopback(fetch, portBefore).catch(() => listenOnLoopback(fetch, 0));
}

interface Parts {
  readonly service: AssembledService | undefined;
  readonly listener: Listener | undefined;
  readonly network: OpenNetwork | undefined;
  readonly lock: FolderLock;
}

function started(
  folder: string,
  running: RunningService,
  parts: Parts & { readonly service: AssembledService },
): StartedLocalService {
  let closing: Promise<void> | undefined;
  function close({ leaveTrials = false }: { readonly leaveTrials?: boolean | undefined } = {}): Promise<void> {
    closing ??= shutDown(folder, parts, leaveTrials);
    return closing;
  }
  return {
    ...running,
    folder,
    whenIdle: () => parts.service.engine.whenIdle(),
    close,
    [Symbol.asyncDispose]: () => close(),
  };
}

/** In this order: trials still log while they end, and nobody finds a service that is gone. */
async function shutDown(
  folder: string,
  { service, listener, network, lock }: Parts,
  leaveTrials = false,
): Promise<void> {
  try {
    await service?.engine.close(leaveTrials ? 'leave' : 'end');
    await Promise.all([listener?.close(), network?.close()]);
    service?.store.close();
    // What a killed service left stays until a start succeeds, as of one whose trials go on: its port is wanted again.
    if (listener !== undefined && !leaveTrials) removeServiceFile(folder);
  } finally {
    lock.release();
  }
}

function folderInUse(folder: string): BackendError {
  const holder = readServiceFile(folder);
  const who =
    holder === undefined || !isThere(holder.pid)
      ? 'another local service, which is just starting'
      : `the local service with process id ${holder.pid} at ${holder.address}, started ${holder.startedAt.toISOString()}`;
  return new BackendError({
    code: 'refused',
    message: `The folder ${folder} is used by ${who}.`,
    hint: 'Use that service, stop it, or start this one on another folder.',
  });
}

/** Whether there is such a process: what a killed service left in the file names none. */
function isThere(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
