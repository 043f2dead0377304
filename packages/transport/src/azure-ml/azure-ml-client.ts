import { SharedCall } from '../async/shared-call.js';
import { azureMlAudience } from '../auth/azure-ml-audience.js';
import { fetchOf, userAgentOf } from '../http/client-options.js';
import { createHttpClient } from '../http/create-http-client.js';
import { createSender } from '../http/create-sender.js';
import { createServiceClient, type ServiceClient } from '../http/create-service-client.js';
import { toRetryPolicy } from '../http/patience/retry-policy.js';
import { isBrowser, randomId } from '../http/requests/request-headers.js';
import { baseAddress } from './addresses/azure-ml-endpoint.js';
import { discoverAddresses } from './addresses/discover-addresses.js';
import { type ServiceAddresses, sameAddress } from './addresses/service-addresses.js';
import type { AzureMlOptions } from './azure-ml-options.js';
import type { AzureMlService } from './azure-ml-service.js';
import { readErrorBody } from './read-error-body.js';
import { wireHeaders } from './wire/constants.js';

/** The client of a workspace's services. */
export interface AzureMlClient extends ServiceClient<AzureMlService> {
  readonly onWarning: (message: string) => void;
  /** Where the services are. Discovered once, when first needed. */
  readonly addresses: (signal: AbortSignal | undefined) => Promise<ServiceAddresses>;
}

/** @throws InvalidArgumentError for an option that is wrong */
export function createAzureMlClient(options: AzureMlOptions): AzureMlClient {
  const { endpoint, credential, onWarning = () => undefined } = options;
  const retry = toRetryPolicy(options.retry);
  const address = baseAddress(endpoint);
  const userAgent = userAgentOf(options);
  const userAgentHeader = isBrowser() ? wireHeaders.browserUserAgent : 'user-agent';
  const sender = createSender({
    http: createHttpClient({ fetch: fetchOf(options), retry }),
    commonHeaders: () => ({ [userAgentHeader]: userAgent, [wireHeaders.clientRequestId]: randomId() }),
    readError: readErrorBody,
    requestIdHeader: wireHeaders.requestId,
  });
  const discovery = new SharedCall((signal) => discoverAddresses(sender, address, onWarning, signal));
  let known = endpoint.kind === 'address' ? sameAddress(address) : undefined;

  async function addresses(signal: AbortSignal | undefined): Promise<ServiceAddresses> {
    known ??= await discovery.join(signal);
    return known;
  }

  const client = createServiceClient<AzureMlService>({
    sender,
    credential,
    locate: async ({ addressIn, audience }, signal) => ({ address: addressIn(await addresses(signal)), audience }),
    async audienceOf({ origin }, signal) {
      const all = Object.values(await addresses(signal));
      return all.some((own) => new URL(own).origin === origin) ? azureMlAudience : undefined;
    },
    streamIdleMs: retry.streamIdleMs,
  });
  return { ...client, onWarning, addresses };
}
