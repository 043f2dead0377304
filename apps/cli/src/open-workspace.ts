import { createLocalService, findRunningService, type RunningService } from '@hyperdrive-run/local';
import { connect, type Workspace } from '@hyperdrive-run/sdk';
import { type CommandContext, warningWriter } from './command-context.js';
import { localFolder } from './service/local-folder.js';
import { localWorkspaceUri } from './service/local-workspace-uri.js';

/** A workspace that was opened for one command. */
export interface OpenWorkspace {
  readonly workspace: Workspace;
  /** Whether a local folder is read without its service, which does not run: nothing goes on there. */
  readonly isIdle: boolean;
  /** Frees what was opened for it. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the workspace that `--backend` names. A local one is read through its service where that runs, else in this
 * process, without a socket.
 * @throws InvalidArgumentError, StorageError, CliError
 */
export function openWorkspace(context: CommandContext): OpenWorkspace {
  const { globals, io } = context;
  const folder = localFolder(globals.backend, io);
  if (folder === undefined) {
    const credential = io.env['HYPERDRIVE_TOKEN'];
    return withoutCleanup(
      connect(globals.backend, { ...shared(context), credential: credential === '' ? undefined : credential }),
    );
  }
  const running = findRunningService(folder);
  return running === undefined ? embed(context, folder) : withoutCleanup(connectToService(context, running));
}

/**
 * The workspace of a local service that listens. Each start of the service has a token of its own: it is looked up again
 * where the one at hand is refused, so that a watch outlasts a restart.
 */
export function connectToService(context: CommandContext, { address, token }: RunningService): Workspace {
  const folder = localFolder(context.globals.backend, context.io);
  const credential = (): string => (folder === undefined ? undefined : findRunningService(folder)?.token) ?? token;
  return connect(localWorkspaceUri(address), { ...shared(context), credential });
}

/** Opens a workspace, uses it and frees it, whatever happens. */
export async function withWorkspace<T>(
  context: CommandContext,
  use: (workspace: Workspace, opened: OpenWorkspace) => Promise<T>,
): Promise<T> {
  const opened = openWorkspace(context);
  try {
    return await use(opened.workspace, opened);
  } finally {
    await opened.close();
  }
}

function embed(context: CommandContext, folder: string): OpenWorkspace {
  const service = createLocalService({ folder });
  const workspace = connect(localWorkspaceUri('http://localhost'), {
    ...shared(context),
    credential: service.token,
    fetch: (input, init) => service.fetch(new Request(input, init)),
  });
  return { workspace, isIdle: true, close: () => service.close() };
}

function withoutCleanup(workspace: Workspace): OpenWorkspace {
  return { workspace, isIdle: false, close: async () => undefined };
}

function shared(context: CommandContext): {
  readonly experiment: string | undefined;
  readonly onWarning: (message: string) => void;
} {
  return { experiment: context.globals.experiment, onWarning: warningWriter(context) };
}
