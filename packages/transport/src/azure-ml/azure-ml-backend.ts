import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { Limiter } from '../async/limiter.js';
import { checkConcurrency } from '../http/client-options.js';
import type { JobService } from './arm/jobs/job-service.js';
import { KnownJobs } from './arm/jobs/known-jobs.js';
import { type RunCalls, withSweepJobs } from './arm/jobs/with-sweep-jobs.js';
import { createAzureMlClient } from './azure-ml-client.js';
import type { AzureMlConnection } from './azure-ml-connection.js';
import { type AzureMlFace, azureMlFace } from './azure-ml-face.js';
import { type AzureMlOptions, usualConcurrency } from './azure-ml-options.js';
import { hyperdriveProtocol } from './hyperdrive/hyperdrive-protocol.js';
import { QueryVerdicts } from './metrics/query-verdicts.js';
import { countChildRuns, readLeadingChildren } from './metrics/read-leading-children.js';
import { readMetricReadings } from './metrics/read-metric-readings.js';
import { readMetrics } from './metrics/read-metrics.js';
import { plainRunCalls } from './plain-run-calls.js';
import { listChildRuns } from './run-history/list-runs.js';
import { readRunDefinitions } from './run-history/read-run-definitions.js';

/**
 * Opens sweeps on Azure ML, or on a service that speaks its protocol. Does no I/O: the first call does.
 * @throws InvalidArgumentError for an option that is wrong
 * @example
 * const backend = createAzureMlBackend({ ...parseAzureMlUri('azureml://westeurope/subscriptions/…'), credential });
 * const run = await backend.getRun('HD_7f3a…');
 */
export function createAzureMlBackend(options: AzureMlOptions): SweepBackend {
  const concurrency = checkConcurrency(options.concurrency, usualConcurrency);
  const client = createAzureMlClient(options);
  const metricLimiter = new Limiter(concurrency);
  const queryVerdicts = new QueryVerdicts();
  const offers = new Set<string>();
  const knownJobs = new KnownJobs(options.sweepJobs !== false);
  let jobs: JobService | undefined;

  async function loadJobs(connection: AzureMlConnection, plain: RunCalls): Promise<RunCalls> {
    const { jobCalls, openJobService } = await import('./arm/jobs/job-calls.js');
    jobs ??= openJobService(options, knownJobs);
    return jobCalls({ ...connection, jobs }, plain);
  }

  function inScope(face: AzureMlFace): SweepBackend {
    const azureMlScope = face.scope;
    const connection: AzureMlConnection = {
      client,
      scope: azureMlScope,
      metricLimiter,
      concurrency,
      knownHomes: new Map(),
      queryVerdicts,
      offers,
      knownJobs,
    };
    const runCalls = plainRunCalls(connection);
    return {
      displayName: face.displayName,
      scope: azureMlScope,
      ...withSweepJobs(connection, runCalls, () => loadJobs(connection, runCalls)),
      listChildRuns: (parentId, call = {}) => listChildRuns(connection, parentId, call),
      getMetrics: (runIds, call = {}) => readMetrics(connection, runIds, call),
      countChildRuns: (parentId, call = {}) => countChildRuns(connection, parentId, call),
      getLeadingChildren: (parentId, call) => readLeadingChildren(connection, parentId, call),
      getMetricReadings: (runIds, call) => readMetricReadings(connection, runIds, call),
      getRunDefinitions: (runIds, call = {}) => readRunDefinitions(connection, runIds, call),
      submitSweep: hyperdriveProtocol(connection).submitSweep,
      // Loaded with the first submit: who only reads brings none of it.
      async submitJob(submission, call = {}) {
        const { openSubmit } = await import('./arm/submit/open-submit.js');
        return openSubmit(options, azureMlScope).submitJob(submission, call);
      },
      async planJob(submission, call = {}) {
        const { openSubmit } = await import('./arm/submit/open-submit.js');
        return openSubmit(options, azureMlScope).planJob(submission, call);
      },
      getPortalUrl: face.getPortalUrl,
      withScope: (change) => inScope(face.withScope(change)),
    };
  }

  return inScope(azureMlFace(options));
}
