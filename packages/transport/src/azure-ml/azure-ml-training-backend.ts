import type { TrainingBackend } from '@hyperdrive-run/core/ports';
import { Limiter } from '../async/limiter.js';
import { checkConcurrency } from '../http/client-options.js';
import { toAzureMlScope, workspacePath } from './addresses/azure-ml-scope.js';
import { createAzureMlClient } from './azure-ml-client.js';
import { type AzureMlConnection, readRunDto } from './azure-ml-connection.js';
import { type AzureMlOptions, usualConcurrency } from './azure-ml-options.js';
import { metricBatchEndpoint } from './metrics/metric-endpoints.js';
import { metricService } from './metrics/metric-service.js';
import { QueryVerdicts } from './metrics/query-verdicts.js';
import { toMetricBatches } from './metrics/to-metric-batch.js';
import { toRunRecord } from './run-history/to-run-record.js';
import { updateRun } from './run-history/update-run.js';

/**
 * Opens Azure ML, or a service that speaks its protocol, for a training script: to log, and to change its own run.
 * @throws InvalidArgumentError for an option that is wrong
 */
export function createAzureMlTrainingBackend(options: AzureMlOptions): TrainingBackend {
  const concurrency = checkConcurrency(options.concurrency, usualConcurrency);
  const client = createAzureMlClient(options);
  const scope = toAzureMlScope(options.scope);
  const connection: AzureMlConnection = {
    client,
    scope,
    metricLimiter: new Limiter(concurrency),
    concurrency,
    knownHomes: new Map(),
    queryVerdicts: new QueryVerdicts(),
    offers: new Set(),
    knownJobs: undefined,
  };
  return {
    async getRun(runId, { signal } = {}) {
      return toRunRecord(await readRunDto(connection, runId, signal), scope.experimentName);
    },
    async logRows(runId, rows, { signal } = {}) {
      // One after the other: the order in which rows are committed is the order in which they were logged.
      for (const batch of toMetricBatches(rows)) {
        await client.send(metricService, metricBatchEndpoint(workspacePath(scope), runId, batch), { signal });
      }
    },
    updateRun: (runId, changes, call = {}) => updateRun(connection, runId, changes, call),
  };
}
