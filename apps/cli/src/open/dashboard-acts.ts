import type { LocalServiceClient } from '@hyperdrive-run/local';
import type { Workspace } from '@hyperdrive-run/sdk';
import type { CommandContext } from '../context/command-context.js';
import { localFolder } from '../service/local-folder.js';
import { exportedFile } from './exported-sweep.js';
import { isMlflow } from './mlflow-advice.js';
import type { OpenWorkspace } from './open-workspace.js';
import { isStoreBackend } from './store-backend.js';

/** How a call is ended early. */
interface ActOptions {
  readonly signal?: AbortSignal | undefined;
}

/** One thing that the dashboard can do to a run, by its id. */
type Act = (runId: string, options: ActOptions) => Promise<unknown>;

/** What the dashboard may do beside looking: what the backend can. */
export interface DashboardActs {
  readonly cancel?: Act | undefined;
  readonly pause?: Act | undefined;
  readonly resume?: Act | undefined;
  readonly retry?: Act | undefined;
}

/**
 * What the dashboard can do on a backend: nothing to a file, a store of another tool or MLflow, and where the local service does not
 * run; cancel on Azure ML; all of it on the local service.
 */
export function dashboardActs(context: CommandContext, { workspace, isIdle }: OpenWorkspace): DashboardActs {
  const { globals, io } = context;
  const { backend } = globals;
  const isReadOnly = isStoreBackend(backend) || isMlflow(context) || exportedFile(backend, io) !== undefined;
  if (isIdle || isReadOnly) return {};
  const cancel = cancelIn(workspace);
  const folder = localFolder(backend, io);
  if (folder === undefined) return { cancel };
  const withClient = async <T>(use: (client: LocalServiceClient) => Promise<T>): Promise<T> => {
    // Loaded when it is needed, and found anew each time: the service may have been started again, at another port.
    const { withLocalClient } = await import('../service/local-client.js');
    return withLocalClient(folder, use);
  };
  return {
    cancel,
    pause: (runId, options) => withClient((client) => client.pauseSweep(runId, options)),
    resume: (runId, options) => withClient((client) => client.resumeSweep(runId, options)),
    retry: (runId, options) => withClient((client) => client.retry(runId, options)),
  };
}

function cancelIn(workspace: Workspace): Act {
  return async (runId, options) => (await workspace.getRun(runId, options)).cancel(options);
}
