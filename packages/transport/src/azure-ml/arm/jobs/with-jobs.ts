import type { CallOptions } from '@hyperdrive-run/core/ports';
import { throwIfFinished } from '../../../http/answers/already-finished.js';
import type { AzureMlConnection } from '../../azure-ml-connection.js';
import { cancelRun } from '../../hyperdrive/cancel.js';
import type { SweepProtocol } from '../../sweep-protocol.js';
import { cancelJob } from './cancel-job.js';
import { readRun } from './read-run.js';

/**
 * A protocol whose sweeps may also be jobs of Azure Resource Manager: these are canceled there, whatever they were
 * submitted with.
 */
export function withJobs(protocol: SweepProtocol): SweepProtocol {
  return (connection) => {
    const calls = protocol(connection);
    return {
      ...calls,
      async cancelSweep(runId, call = {}) {
        if (!(await cancelAsJob(connection, runId, call))) await calls.cancelSweep(runId, call);
      },
    };
  };
}

/** Cancels one run: a trial of a sweep job, which is a job itself, or a run that is none. */
export async function cancelJobOrRun(connection: AzureMlConnection, runId: string, call: CallOptions): Promise<void> {
  const { jobs, scope } = connection;
  if ((await jobs?.find(scope, runId, call.signal)) === undefined) return cancelRun(connection, runId, call);
  await cancelAsJob(connection, runId, call);
}

async function cancelAsJob(connection: AzureMlConnection, runId: string, { signal }: CallOptions): Promise<boolean> {
  const { jobs, scope } = connection;
  if (jobs?.mayFind(scope, runId) !== true) return false;
  const readStatus = async (): Promise<string> => (await readRun(connection, runId, signal)).status;
  const status = await readStatus();
  if (!jobs.isJob(scope, runId)) return false;
  throwIfFinished(runId, status);
  await cancelJob(jobs, scope, runId, readStatus, signal);
  return true;
}
