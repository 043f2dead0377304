import { azureMlAudience } from '../auth/azure-ml-audience.js';
import { isBasicCredential, toBasicToken } from '../auth/basic-credential.js';
import type { FailureHints } from '../http/answers/to-backend-error.js';
import { fetchOf, userAgentOf } from '../http/client-options.js';
import { createHttpClient } from '../http/create-http-client.js';
import { createSender } from '../http/create-sender.js';
import { createServiceClient, type RequestOptions } from '../http/create-service-client.js';
import { toRetryPolicy } from '../http/patience/retry-policy.js';
import type { Endpoint } from '../http/requests/endpoint.js';
import { isBrowser } from '../http/requests/request-headers.js';
import type { WireSchema } from '../wire-json/wire-schema.js';
import type { MlflowOptions } from './mlflow-options.js';
import { readMlflowError } from './read-mlflow-error.js';

const hints: FailureHints = {
  'run-not-found': 'Check the id, and that the experiment is the one of the run.',
  'not-authenticated': 'Pass a token, or a user with a password, that is valid for this server.',
  'not-authorized':
    'Ask for the right to do this. A server that refuses the name by which it is reached answers so too: see its --allowed-hosts.',
};

/** The client of an MLflow server, which is one service: see `ServiceClient` for what the methods do. */
export interface MlflowClient {
  readonly onWarning: (message: string) => void;
  readonly request: <T>(schema: WireSchema<T>, endpoint: Endpoint, options: RequestOptions) => Promise<T>;
  readonly send: (endpoint: Endpoint, options: RequestOptions) => Promise<void>;
  readonly open: (endpoint: Endpoint, options: RequestOptions) => Promise<AsyncIterable<Uint8Array>>;
}

/** @throws InvalidArgumentError for an option that is wrong */
export function createMlflowClient(options: MlflowOptions): MlflowClient {
  const { address, credential, onWarning = () => undefined } = options;
  const retry = toRetryPolicy(options.retry);
  const isBasic = isBasicCredential(credential);
  const userAgent = userAgentOf(options);
  const client = createServiceClient({
    sender: createSender({
      http: createHttpClient({ fetch: fetchOf(options), retry }),
      scheme: isBasic ? 'Basic' : 'Bearer',
      // Pages must not set it, and MLflow reads no other header in its place.
      commonHeaders: () => (isBrowser() ? {} : { 'user-agent': userAgent }),
      readError: readMlflowError,
      requestIdHeader: 'x-request-id',
      hints,
    }),
    credential: isBasic ? toBasicToken(credential) : credential,
    // Only Azure's endpoint takes tokens that have an audience.
    locate: () => ({ address, audience: azureMlAudience }),
    audienceOf: ({ origin }) => (origin === new URL(address).origin ? azureMlAudience : undefined),
    streamIdleMs: retry.streamIdleMs,
  });
  return {
    onWarning,
    request: (schema, endpoint, call) => client.request('tracking', schema, endpoint, call),
    send: async (endpoint, call) => void (await client.send('tracking', endpoint, call)),
    open: (endpoint, call) => client.open('tracking', endpoint, call),
  };
}
