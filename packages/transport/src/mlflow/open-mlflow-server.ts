import { Limiter } from '../async/limiter.js';
import { checkConcurrency } from '../http/client-options.js';
import { createRunFiles } from './artifacts/run-files.js';
import { ExperimentBook } from './experiments/experiment-book.js';
import { LongHistories } from './metrics/long-histories.js';
import { createMlflowClient } from './mlflow-client.js';
import type { MlflowConnection } from './mlflow-connection.js';
import { type MlflowOptions, usualConcurrency } from './mlflow-options.js';

/** The way to a server, which all of its experiments share. */
export type MlflowServer = Omit<MlflowConnection, 'experimentName'>;

/**
 * Prepares the way to a server. Does no I/O.
 * @throws InvalidArgumentError for an option that is wrong
 */
export function openMlflowServer(options: MlflowOptions): MlflowServer {
  const concurrency = checkConcurrency(options.concurrency, usualConcurrency);
  const client = createMlflowClient(options);
  const flavor = options.flavor ?? 'open-source';
  return {
    client,
    flavor,
    experiments: new ExperimentBook(client, flavor),
    files: createRunFiles(client, options),
    metricLimiter: new Limiter(concurrency),
    concurrency,
    found: { lacksBulk: flavor === 'azure-ml', longHistories: new LongHistories() },
  };
}
