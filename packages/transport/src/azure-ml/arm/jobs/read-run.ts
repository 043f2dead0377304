import type { RunRecord } from '@hyperdrive-run/core';
import { isSweep } from '@hyperdrive-run/core/internal-config';
import { endTogether } from '../../../async/end-together.js';
import { isMissing } from '../../../http/answers/is-missing.js';
import { readRunDto } from '../../azure-ml-connection.js';
import { toRunRecord } from '../../run-history/to-run-record.js';
import type { JobConnection } from './job-service.js';
import { toJobRecord, withJob } from './to-job-record.js';
import type { JobDto } from './wire/job-dto.js';

/**
 * Reads a run of the run history; of a sweep job also what Azure Resource Manager says of it. Only sweeps that may be jobs
 * are asked for there, once they turn out to be jobs beside the run history.
 */
export async function readRun(
  connection: JobConnection,
  runId: string,
  signal: AbortSignal | undefined,
): Promise<RunRecord> {
  const { jobs, scope } = connection;
  if (!jobs.known.isJob(scope, runId)) return readUnknownRun(connection, runId, signal);
  return endTogether(signal, async (own) => {
    const [run, job] = await Promise.all([
      readRecord(connection, runId, own).catch(missingAsNone),
      findSweepJob(connection, runId, own),
    ]);
    if (run !== undefined) return job === undefined ? run : withJob(run, job);
    // Neither has it now: the run history's own words are the ones to report.
    return job === undefined ? readRecord(connection, runId, own) : toJobRecord(job);
  });
}

async function readUnknownRun(
  connection: JobConnection,
  runId: string,
  signal: AbortSignal | undefined,
): Promise<RunRecord> {
  let run: RunRecord;
  try {
    run = await readRecord(connection, runId, signal);
  } catch (error) {
    const job = isMissing(error) ? await findSweepJob(connection, runId, signal) : undefined;
    if (job === undefined) throw error;
    return toJobRecord(job);
  }
  const job = isSweep(run) ? await findSweepJob(connection, runId, signal) : undefined;
  return job === undefined ? run : withJob(run, job);
}

async function readRecord(
  connection: JobConnection,
  runId: string,
  signal: AbortSignal | undefined,
): Promise<RunRecord> {
  return toRunRecord(await readRunDto(connection, runId, signal), connection.scope.experimentName);
}

/** The sweep job of this name, in the chosen experiment where one is chosen. */
export async function findSweepJob(
  { jobs, scope }: JobConnection,
  runId: string,
  signal: AbortSignal | undefined,
): Promise<JobDto | undefined> {
  const job = await jobs.find(scope, runId, signal);
  const { jobType, experimentName = scope.experimentName } = job?.properties ?? {};
  const isElsewhere = scope.experimentName !== undefined && experimentName !== scope.experimentName;
  return jobType?.toLowerCase() === 'sweep' && !isElsewhere ? job : undefined;
}

function missingAsNone(error: unknown): undefined {
  if (!isMissing(error)) throw error;
  return undefined;
}
