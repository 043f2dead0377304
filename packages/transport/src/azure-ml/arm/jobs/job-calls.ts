// What only jobs of Azure Resource Manager need: loaded with the first run that may be one.
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { endTogether } from '../../../async/end-together.js';
import { throwIfFinished } from '../../../http/answers/already-finished.js';
import type { AzureMlOptions } from '../../azure-ml-options.js';
import { createArmClient } from '../arm-client.js';
import { listOutputFiles, openOutputFile } from '../outputs/output-files.js';
import { createBlobClient } from '../upload/blob-client.js';
import { cancelJob } from './cancel-job.js';
import { type JobConnection, JobService } from './job-service.js';
import type { KnownJobs } from './known-jobs.js';
import { listAllSweeps } from './list-sweeps.js';
import { findSweepJob, readRun } from './read-run.js';
import { withJob } from './to-job-record.js';
import type { RunCalls } from './with-sweep-jobs.js';

/** @throws InvalidArgumentError for an option that is wrong */
export function openJobService(options: AzureMlOptions, known: KnownJobs): JobService {
  return new JobService(createArmClient(options), createBlobClient(options), known);
}

/**
 * The calls about runs that may be jobs.
 * @param plain the calls about runs that are none
 */
export function jobCalls(connection: JobConnection, plain: RunCalls): RunCalls {
  const { jobs, scope } = connection;

  /** Cancels a job; `false` where the run is none. */
  async function cancelAsJob(runId: string, { signal }: CallOptions): Promise<boolean> {
    const readStatus = async (): Promise<string> => (await readRun(connection, runId, signal)).status;
    const status = await readStatus();
    if (!jobs.known.isJob(scope, runId)) return false;
    throwIfFinished(runId, status);
    await cancelJob(jobs, scope, runId, readStatus, signal);
    return true;
  }

  return {
    getRun: (runId, { signal } = {}) => readRun(connection, runId, signal),
    async getRunDetails(runId, call = {}) {
      if (call.known !== undefined || !jobs.known.isJob(scope, runId)) return plain.getRunDetails(runId, call);
      const [details, job] = await endTogether(call.signal, (own) =>
        Promise.all([plain.getRunDetails(runId, { ...call, signal: own }), findSweepJob(connection, runId, own)]),
      );
      return job === undefined ? details : { ...details, run: withJob(details.run, job) };
    },
    async *listSweeps(call = {}) {
      yield* listAllSweeps(connection, call);
    },
    async cancelSweep(runId, call = {}) {
      if (!(await cancelAsJob(runId, call))) await plain.cancelSweep(runId, call);
    },
    async cancelRun(runId, call = {}) {
      // A trial of a sweep job is a job itself.
      const isJob = (await jobs.find(scope, runId, call.signal)) !== undefined;
      if (!isJob || !(await cancelAsJob(runId, call))) await plain.cancelRun(runId, call);
    },
    async updateRun(runId, changes, call = {}) {
      const run = await plain.updateRun(runId, changes, call);
      // What a job says of itself beside the run history is not in the answer of that.
      return jobs.known.isJob(scope, runId) ? readRun(connection, runId, call.signal) : run;
    },
    async *listFiles(runId, call = {}) {
      yield* plain.listFiles(runId, call);
      yield* listOutputFiles(connection, runId, call);
    },
    async openFile(runId, name, call = {}) {
      return (await openOutputFile(connection, runId, name, call)) ?? plain.openFile(runId, name, call);
    },
  };
}
