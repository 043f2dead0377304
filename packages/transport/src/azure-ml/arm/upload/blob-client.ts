import { BackendError } from '@hyperdrive-run/core';
import { type ClientOptions, userAgentOf } from '../../../http/client-options.js';
import { createHttpClient } from '../../../http/create-http-client.js';
import { createSender } from '../../../http/create-sender.js';
import { type RetryPolicy, toRetryPolicy } from '../../../http/patience/retry-policy.js';
import { buildUrl } from '../../../http/requests/build-url.js';
import type { Endpoint } from '../../../http/requests/endpoint.js';
import type { HttpAnswer } from '../../../http/requests/http-request.js';
import { isBrowser, randomId } from '../../../http/requests/request-headers.js';
import { fetchUncopied } from './fetch-uncopied.js';
import { readBlobError } from './read-blob-error.js';
import type { SignedContainer } from './signed-container.js';

/** The protocol that is spoken: one that every storage account, and every emulator of these years, understands. */
const storageVersion = '2021-08-06';

/** The most bytes that are sent at once, and the slowest line on which they are still waited for, in bytes a second. */
export const bytesAtOnce: number = 64 * 2 ** 20;
const leastBytesPerSecond = 64 * 2 ** 10;

/** Sends what is for a container of blobs. A signed address opens it: no token goes there, and no error shows its signature. */
export type BlobClient = (
  container: SignedContainer,
  endpoint: Endpoint,
  signal: AbortSignal | undefined,
) => Promise<HttpAnswer>;

/** @throws InvalidArgumentError for an option that is wrong */
export function createBlobClient(options: ClientOptions): BlobClient {
  const userAgent = userAgentOf(options);
  const sender = createSender({
    http: createHttpClient({
      fetch: options.fetch ?? fetchUncopied,
      retry: patientFor(toRetryPolicy(options.retry)),
    }),
    commonHeaders: () => ({
      ...(isBrowser() ? {} : { 'user-agent': userAgent }),
      'x-ms-version': storageVersion,
      'x-ms-client-request-id': randomId(),
    }),
    readError: readBlobError,
    requestIdHeader: 'x-ms-request-id',
    errorCodeHeader: 'x-ms-error-code',
    hints: {
      'not-authorized': 'Submit again: the signed address is made anew each time, and is good for a limited time.',
      'not-authenticated': 'Submit again: the signed address is made anew each time, and is good for a limited time.',
    },
  });
  return async ({ address, query, secrets }, endpoint, signal) => {
    const url = buildUrl(address, endpoint);
    return sender(endpoint, { url: `${url}${url.includes('?') ? '&' : '?'}${query}`, secrets, signal });
  };
}

/** A large body takes its time on a slow line, and so does a small one that shares the line with it. */
function patientFor(retry: RetryPolicy): RetryPolicy {
  const transferMs = (bytesAtOnce / leastBytesPerSecond) * 1000;
  const longer = (ms: number): number => (ms === 0 ? 0 : Math.min(ms + transferMs, 2 ** 31 - 1));
  return { ...retry, attemptTimeoutMs: longer(retry.attemptTimeoutMs), budgetMs: longer(retry.budgetMs) };
}

/** Whether a failure says that a blob of this name exists already. */
export function isExistingBlob(error: unknown): boolean {
  return BackendError.isInstance(error) && error.status === 409 && error.serviceCode === 'BlobAlreadyExists';
}
