import type { RunCalls } from './arm/jobs/with-sweep-jobs.js';
import { listFiles, openFile } from './artifacts/run-files.js';
import { type AzureMlConnection, readRunDto } from './azure-ml-connection.js';
import { cancelRun } from './hyperdrive/cancel.js';
import { hyperdriveProtocol } from './hyperdrive/hyperdrive-protocol.js';
import { listSweeps } from './run-history/list-runs.js';
import { readRunDetails } from './run-history/read-run-details.js';
import { toRunRecord } from './run-history/to-run-record.js';
import { updateRun } from './run-history/update-run.js';

/** The calls about runs that are no jobs of Azure Resource Manager. */
export function plainRunCalls(connection: AzureMlConnection): RunCalls {
  return {
    async getRun(runId, { signal } = {}) {
      return toRunRecord(await readRunDto(connection, runId, signal), connection.scope.experimentName);
    },
    getRunDetails: (runId, call = {}) => readRunDetails(connection, runId, call),
    listSweeps: (call = {}) => listSweeps(connection, call),
    cancelSweep: hyperdriveProtocol(connection).cancelSweep,
    cancelRun: (runId, call = {}) => cancelRun(connection, runId, call),
    updateRun: (runId, changes, call = {}) => updateRun(connection, runId, changes, call),
    listFiles: (runId, call = {}) => listFiles(connection, runId, call),
    openFile: (runId, name, call = {}) => openFile(connection, runId, name, call),
  };
}
