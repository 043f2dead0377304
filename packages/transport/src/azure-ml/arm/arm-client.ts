import { fetchOf, userAgentOf } from '../../http/client-options.js';
import { createHttpClient } from '../../http/create-http-client.js';
import { createSender } from '../../http/create-sender.js';
import { createServiceClient, type RequestOptions } from '../../http/create-service-client.js';
import { toRetryPolicy } from '../../http/patience/retry-policy.js';
import type { Endpoint } from '../../http/requests/endpoint.js';
import type { HttpAnswer } from '../../http/requests/http-request.js';
import { isBrowser, randomId } from '../../http/requests/request-headers.js';
import type { WireSchema } from '../../wire-json/wire-schema.js';
import type { AzureMlOptions } from '../azure-ml-options.js';
import { readErrorBody } from '../read-error-body.js';
import { wireHeaders } from '../wire/constants.js';
import { armPlace } from './arm-address.js';

/** The client of Azure Resource Manager, which is one service: see `ServiceClient` for what the methods do. */
export interface ArmClient {
  readonly onWarning: (message: string) => void;
  readonly request: <T>(schema: WireSchema<T>, endpoint: Endpoint, options: RequestOptions) => Promise<T>;
  readonly send: (endpoint: Endpoint, options: RequestOptions) => Promise<string>;
  /** For operations that go on after the answer, which say with its status and `Location` where to look. */
  readonly exchange: (endpoint: Endpoint, options: RequestOptions) => Promise<HttpAnswer>;
}

/**
 * Makes the client that asks Azure Resource Manager. A failure with `Retry-After` is repeated whatever its status is, as
 * Azure's own clients do, within the budget of the retries.
 * @throws InvalidArgumentError for an option that is wrong
 */
export function createArmClient(options: AzureMlOptions): ArmClient {
  const { credential, onWarning = () => undefined } = options;
  const retry = toRetryPolicy(options.retry);
  const place = armPlace(options);
  const userAgent = userAgentOf(options);
  const userAgentHeader = isBrowser() ? wireHeaders.browserUserAgent : 'user-agent';
  const client = createServiceClient({
    sender: createSender({
      http: createHttpClient({ fetch: fetchOf(options), retry, repeatsWhenAsked: true }),
      commonHeaders: () => ({ [userAgentHeader]: userAgent, [wireHeaders.clientRequestId]: randomId() }),
      readError: readErrorBody,
      requestIdHeader: wireHeaders.requestId,
    }),
    credential,
    locate: () => place,
    audienceOf: ({ origin }) => (origin === new URL(place.address).origin ? place.audience : undefined),
    streamIdleMs: retry.streamIdleMs,
  });
  return {
    onWarning,
    request: (schema, endpoint, call) => client.request('arm', schema, endpoint, call),
    send: (endpoint, call) => client.send('arm', endpoint, call),
    exchange: (endpoint, call) => client.exchange('arm', endpoint, call),
  };
}
