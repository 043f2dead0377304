import { experimentOfSweepId, HyperDriveError, UnsupportedOperationError } from '@hyperdrive-run/core';
import type { RunMetricsResult, SweepBackend } from '@hyperdrive-run/core/ports';
import type { MlflowConnection } from '../mlflow-connection.js';
import { findExperiment, readExperimentSweep } from './experiment-sweep.js';
import { listExperimentRuns } from './list-experiment-runs.js';

/**
 * The backend, which also knows the id `experiment:<name>`: all runs of an experiment as one sweep. What would change
 * the parent, which is made up, is refused.
 */
export function withExperimentSweeps(backend: SweepBackend, connection: MlflowConnection): SweepBackend {
  async function refuse(name: string, operation: string, signal: AbortSignal | undefined): Promise<never> {
    await findExperiment(connection, name, signal);
    const hint = 'Do it with the ids of its runs, one by one.';
    throw new UnsupportedOperationError({ operation: `${operation} of an experiment`, backend: 'MLflow', hint });
  }

  /** An experiment logs nothing itself. */
  async function readMetrics(runId: string, name: string, signal: AbortSignal | undefined): Promise<RunMetricsResult> {
    try {
      await findExperiment(connection, name, signal);
      return { kind: 'read', runId, metrics: new Map() };
    } catch (error) {
      if (signal?.aborted === true || !HyperDriveError.isInstance(error) || error.code === 'not-authenticated')
        throw error;
      return { kind: 'unreadable', runId, error };
    }
  }

  return {
    ...backend,
    async getRun(runId, call = {}) {
      const name = experimentOfSweepId(runId);
      return name === undefined ? backend.getRun(runId, call) : readExperimentSweep(connection, name, call.signal);
    },
    async getRunDetails(runId, call = {}) {
      const name = experimentOfSweepId(runId);
      if (name === undefined) return backend.getRunDetails(runId, call);
      return { run: await readExperimentSweep(connection, name, call.signal), arguments: [], logFiles: undefined };
    },
    listChildRuns(parentId, call = {}) {
      const name = experimentOfSweepId(parentId);
      return name === undefined ? backend.listChildRuns(parentId, call) : listExperimentRuns(connection, name, call);
    },
    async *getMetrics(runIds, call = {}) {
      const runs: string[] = [];
      for (const runId of new Set(runIds)) {
        const name = experimentOfSweepId(runId);
        if (name === undefined) runs.push(runId);
        else yield await readMetrics(runId, name, call.signal);
      }
      yield* backend.getMetrics(runs, call);
    },
    async cancelSweep(runId, call = {}) {
      const name = experimentOfSweepId(runId);
      return name === undefined ? backend.cancelSweep(runId, call) : refuse(name, 'canceling all runs', call.signal);
    },
    async cancelRun(runId, call = {}) {
      const name = experimentOfSweepId(runId);
      return name === undefined ? backend.cancelRun(runId, call) : refuse(name, 'canceling all runs', call.signal);
    },
    async updateRun(runId, changes, call = {}) {
      const name = experimentOfSweepId(runId);
      return name === undefined ? backend.updateRun(runId, changes, call) : refuse(name, 'changes', call.signal);
    },
    async *listFiles(runId, call = {}) {
      const name = experimentOfSweepId(runId);
      if (name !== undefined) await refuse(name, 'files', call.signal);
      yield* backend.listFiles(runId, call);
    },
    async openFile(runId, file, call = {}) {
      const name = experimentOfSweepId(runId);
      return name === undefined ? backend.openFile(runId, file, call) : refuse(name, 'files', call.signal);
    },
  };
}
