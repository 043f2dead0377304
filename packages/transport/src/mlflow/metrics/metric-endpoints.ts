import type { Endpoint } from '../../http/requests/endpoint.js';
import { trackingPath } from '../runs/run-endpoints.js';

/** How many points a page of one history contains: as many as MLflow's own client asks for. The server sorts all for each page. */
const historyPageSize = 25_000;

/**
 * Asks for the values of one metric of one run.
 * @param key the name as MLflow has it
 */
export function metricHistoryEndpoint(runId: string, key: string, pageToken: string | undefined): Endpoint {
  const query = new Map([
    ['run_id', runId],
    ['metric_key', key],
    ['max_results', String(historyPageSize)],
  ]);
  if (pageToken !== undefined) query.set('page_token', pageToken);
  return {
    method: 'GET',
    path: `${trackingPath}/metrics/get-history`,
    query,
    isSafeToRepeat: true,
    subject: `metric ${JSON.stringify(key)} of run ${JSON.stringify(runId)}`,
    runId,
  };
}

/**
 * Asks for the values of one metric of up to 100 runs. It is the server's own route for its pages, not all servers have
 * it. The other one, `get-history-bulk-interval`, leaves points out: it is of no use for a best value.
 */
export function bulkHistoryEndpoint(runIds: readonly string[], key: string): Endpoint {
  return {
    method: 'GET',
    path: '/ajax-api/2.0/mlflow/metrics/get-history-bulk',
    query: [...runIds.map((runId): [string, string] => ['run_id', runId]), ['metric_key', key]],
    isSafeToRepeat: true,
    subject: `metric ${JSON.stringify(key)} of ${runIds.length} runs`,
  };
}
