import { findRunningService, type RunningService } from '@hyperdrive-run/local';
import { type ConnectOptions, connect, type Workspace } from '@hyperdrive-run/sdk';
import { usageError } from '../context/cli-error.js';
import type { CommandContext } from '../context/command-context.js';
import { keptCredential } from '../profiles/credential-file.js';
import { localFolder } from '../service/local-folder.js';
import { asBackendFault, checkBackendForm } from './backend-forms.js';
import { connectOptions } from './connect-options.js';
import { cloudCredential } from './credential/cloud-credential.js';
import { exportedFile, openExportedSweep } from './exported-sweep.js';
import { followService } from './follow-service.js';
import { describeMissing } from './ids/unknown-run.js';
import { mlflowServer } from './mlflow-server.js';
import { goalOfRayTune, isStoreBackend, openStoreWorkspace } from './store-backend.js';

/** A workspace that was opened for one command. */
export interface OpenWorkspace {
  readonly workspace: Workspace;
  /** Whether a local folder is read without its service, which does not run: no sweep continues there. */
  readonly isIdle: boolean;
  /** Frees what was opened for it. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the workspace that `--backend` names. A local one is read through its service where that runs, else in this
 * process, without a socket.
 * @throws InvalidArgumentError, StorageError, CliError
 */
export async function openWorkspace(context: CommandContext): Promise<OpenWorkspace> {
  const { globals, io } = context;
  const folder = localFolder(globals.backend, io);
  if (exportedFile(globals.backend, io) !== undefined) {
    throw usageError('--backend names a file, and a file is read only.', 'Submit to Azure ML or to the local service.');
  }
  if (isStoreBackend(globals.backend)) {
    const hint =
      'Submit to Azure ML or to the local service, which builds on the trials of a store with --resume-from and its address.';
    throw usageError('--backend names a store of another tool, which is read only.', hint);
  }
  if (folder === undefined) {
    const mlflow = mlflowServer(globals.backend, io.env, (uri) => keptCredential(io, uri));
    if (mlflow !== undefined) {
      const options = { ...connectOptions(context), credential: mlflow.credential };
      return withoutCleanup(connectTo(context, mlflow.uri, options));
    }
    checkBackendForm(globals);
    const credential = cloudCredential(globals.backend, io.env, globals.armAddress);
    return withoutCleanup(connectTo(context, globals.backend, { ...connectOptions(context), credential }));
  }
  const running = findRunningService(folder);
  if (running !== undefined) return withoutCleanup(connectToService(context, running));
  // Loaded when it is needed: it brings the whole service.
  const { embedWorkspace } = await import('./embed-workspace.js');
  return { ...embedWorkspace(context, folder), isIdle: true };
}

function connectTo({ globals }: CommandContext, uri: string, options: ConnectOptions): Workspace {
  try {
    return connect(uri, options);
  } catch (error) {
    throw asBackendFault(error, globals) ?? error;
  }
}

/** The workspace of a local service that listens, through its restarts. */
export function connectToService(context: CommandContext, service: RunningService): Workspace {
  const folder = localFolder(context.globals.backend, context.io);
  const find = (): RunningService | undefined => (folder === undefined ? undefined : findRunningService(folder));
  return connect(service.uri, { ...connectOptions(context), ...followService(service, find) });
}

/** Opens a workspace, uses it and frees it, whatever happens. */
export async function withWorkspace<T>(
  context: CommandContext,
  use: (workspace: Workspace, opened: OpenWorkspace) => Promise<T>,
): Promise<T> {
  const opened = (await openFile(context)) ?? (await openWorkspace(context));
  try {
    return await use(opened.workspace, opened);
  } catch (error) {
    throw describeMissing(context, goalOfRayTune(context, error));
  } finally {
    await opened.close();
  }
}

/** The sweep in the file that `--backend file:<path>` names, or the sweeps in the store of another tool. */
async function openFile({ globals, io }: CommandContext): Promise<OpenWorkspace | undefined> {
  if (isStoreBackend(globals.backend)) return withoutCleanup(await openStoreWorkspace(globals, io));
  const file = exportedFile(globals.backend, io);
  return file === undefined ? undefined : withoutCleanup((await openExportedSweep(file)).workspace);
}

function withoutCleanup(workspace: Workspace): OpenWorkspace {
  return { workspace, isIdle: false, close: async () => undefined };
}
