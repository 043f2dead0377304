import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { listSweeps } from './experiments/list-sweeps.js';
import { withExperimentSweeps } from './experiments/with-experiment-sweeps.js';
import { readMetrics } from './metrics/read-metrics.js';
import { type MlflowConnection, readRun, readRunDto } from './mlflow-connection.js';
import { type MlflowFace, mlflowFace } from './mlflow-face.js';
import type { MlflowOptions } from './mlflow-options.js';
import { openMlflowServer } from './open-mlflow-server.js';
import { cancelRun, cancelSweep } from './runs/cancel.js';
import { listChildRuns } from './runs/list-child-runs.js';
import { submitSweep } from './runs/submit-sweep.js';
import { updateRun } from './runs/update-run.js';
import { withSearchCandidates } from './search-cv/with-search-candidates.js';

/**
 * Opens sweeps on an MLflow tracking server, or on Azure's endpoint that speaks its protocol. Does no I/O: the first call
 * does. Of a scope only the experiment counts; MLflow knows no subscriptions and resource groups.
 * @throws InvalidArgumentError for an option that is wrong
 * @example
 * const backend = createMlflowBackend({ ...parseMlflowUri('mlflow+https://mlflow.example'), experimentName: 'iris' });
 */
export function createMlflowBackend(options: MlflowOptions): SweepBackend {
  const shared = openMlflowServer(options);

  function inExperiment(face: MlflowFace): SweepBackend {
    const { experimentName } = face.scope;
    const connection: MlflowConnection = { ...shared, experimentName };
    const backend: SweepBackend = {
      displayName: face.displayName,
      scope: face.scope,
      getRun: (runId, { signal } = {}) => readRun(connection, runId, signal),
      async getRunDetails(runId, { signal, known } = {}) {
        // MLflow keeps neither the command line of a run nor its logs.
        return { run: known ?? (await readRun(connection, runId, signal)), arguments: [], logFiles: undefined };
      },
      listChildRuns: (parentId, call = {}) => listChildRuns(connection, parentId, call),
      listSweeps: (call = {}) => listSweeps(connection, call),
      getMetrics: (runIds, call = {}) => readMetrics(connection, runIds, call),
      cancelSweep: (runId, call = {}) => cancelSweep(connection, runId, call),
      cancelRun: (runId, call = {}) => cancelRun(connection, runId, call),
      submitSweep: (config, call = {}) => submitSweep(connection, config, call),
      updateRun: (runId, changes, call = {}) => updateRun(connection, runId, changes, call),
      async *listFiles(runId, call = {}) {
        await readRunDto(connection, runId, call.signal);
        yield* shared.files.listFiles(runId, call);
      },
      async openFile(runId, name, call = {}) {
        await readRunDto(connection, runId, call.signal);
        return shared.files.openFile(runId, name, call);
      },
      getPortalUrl: face.getPortalUrl,
      withScope: (change) => inExperiment(face.withScope(change)),
    };
    return withExperimentSweeps(withSearchCandidates(backend, connection), connection);
  }

  return inExperiment(mlflowFace(options));
}
