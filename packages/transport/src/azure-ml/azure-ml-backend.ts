import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { Limiter } from '../async/limiter.js';
import { checkConcurrency } from '../http/client-options.js';
import { createArmClient } from './arm/arm-client.js';
import { JobService } from './arm/jobs/job-service.js';
import { listAllSweeps } from './arm/jobs/list-sweeps.js';
import { readRun } from './arm/jobs/read-run.js';
import { cancelJobOrRun, withJobs } from './arm/jobs/with-jobs.js';
import { createBlobClient } from './arm/upload/blob-client.js';
import { listFiles, openFile } from './artifacts/run-files.js';
import { createAzureMlClient } from './azure-ml-client.js';
import type { AzureMlConnection } from './azure-ml-connection.js';
import { type AzureMlFace, azureMlFace } from './azure-ml-face.js';
import { type AzureMlOptions, usualConcurrency } from './azure-ml-options.js';
import { hyperdriveProtocol } from './hyperdrive/hyperdrive-protocol.js';
import { QueryVerdicts } from './metrics/query-verdicts.js';
import { countChildRuns, readLeadingChildren } from './metrics/read-leading-children.js';
import { readMetricReadings } from './metrics/read-metric-readings.js';
import { readMetrics } from './metrics/read-metrics.js';
import { listChildRuns } from './run-history/list-runs.js';
import { readRunDefinitions } from './run-history/read-run-definitions.js';
import { readRunDetails } from './run-history/read-run-details.js';
import { updateRun } from './run-history/update-run.js';

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
  const jobs = new JobService(createArmClient(options), createBlobClient(options));

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
      jobs,
    };
    return {
      displayName: face.displayName,
      scope: azureMlScope,
      getRun: (runId, { signal } = {}) => readRun(connection, runId, signal),
      getRunDetails: (runId, call = {}) => readRunDetails(connection, runId, call),
      listChildRuns: (parentId, call = {}) => listChildRuns(connection, parentId, call),
      listSweeps: (call = {}) => listAllSweeps(connection, call),
      getMetrics: (runIds, call = {}) => readMetrics(connection, runIds, call),
      countChildRuns: (parentId, call = {}) => countChildRuns(connection, parentId, call),
      getLeadingChildren: (parentId, call) => readLeadingChildren(connection, parentId, call),
      getMetricReadings: (runIds, call) => readMetricReadings(connection, runIds, call),
      getRunDefinitions: (runIds, call = {}) => readRunDefinitions(connection, runIds, call),
      cancelRun: (runId, call = {}) => cancelJobOrRun(connection, runId, call),
      ...withJobs(hyperdriveProtocol)(connection),
      // Loaded with the first submit: who only reads brings none of it.
      async submitJob(submission, call = {}) {
        const { openSubmit } = await import('./arm/submit/open-submit.js');
        return openSubmit(options, azureMlScope).submitJob(submission, call);
      },
      async planJob(submission, call = {}) {
        const { openSubmit } = await import('./arm/submit/open-submit.js');
        return openSubmit(options, azureMlScope).planJob(submission, call);
      },
      updateRun: (runId, changes, call = {}) => updateRun(connection, runId, changes, call),
      listFiles: (runId, call = {}) => listFiles(connection, runId, call),
      openFile: (runId, name, call = {}) => openFile(connection, runId, name, call),
      getPortalUrl: face.getPortalUrl,
      withScope: (change) => inScope(face.withScope(change)),
    };
  }

  return inScope(azureMlFace(options));
}
