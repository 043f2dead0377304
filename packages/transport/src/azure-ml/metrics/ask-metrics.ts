import type { Limiter } from '../../async/limiter.js';
import type { ListPage } from '../../http/answers/paginate.js';
import { RequestPatience } from '../../http/patience/request-patience.js';
import type { Endpoint } from '../../http/requests/endpoint.js';
import type { WireSchema } from '../../wire-json/wire-schema.js';
import type { AzureMlClient } from '../azure-ml-client.js';
import type { AzureMlService } from '../azure-ml-service.js';

/** Sends one of a call's many requests for metrics. */
export type AskMetrics = <Page extends ListPage<unknown>>(
  service: AzureMlService,
  schema: WireSchema<Page>,
  endpoint: Endpoint,
) => Promise<Page>;

/**
 * How the requests of one call are sent: all within the bound of the backend, and with one patience for a service that is
 * down.
 * @returns what makes the sender of the requests that a signal ends
 */
export function createAskMetrics(
  client: AzureMlClient,
  limiter: Limiter,
): (signal: AbortSignal | undefined) => AskMetrics {
  const patience = new RequestPatience();
  return (signal) => (service, schema, endpoint) =>
    limiter.run(
      () => patience.spend((retryBudgetMs) => client.request(service, schema, endpoint, { signal, retryBudgetMs })),
      signal,
    );
}
