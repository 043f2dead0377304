import { InvalidArgumentError, type RunScope } from '@hyperdrive-run/core';
import type { Credential } from '../auth/credential.js';
import type { RetryOptions } from '../http/patience/retry-policy.js';
import type { Fetch } from '../http/requests/fetch.js';
import type { AzureMlEndpoint } from './addresses/azure-ml-endpoint.js';

/** How to reach Azure ML, or a service that speaks its protocol. */
export interface AzureMlOptions {
  readonly endpoint: AzureMlEndpoint;
  /** Subscription, resource group and workspace; and the experiment, without which only single runs are found. */
  readonly scope: RunScope;
  /** Without one, requests carry no token. */
  readonly credential?: Credential | undefined;
  /** How to send: for proxies, tests, or a service in this process. The platform's `fetch` by default. */
  readonly fetch?: Fetch | undefined;
  /** A word of your own for the User-Agent, such as `my-tool/1.2`. */
  readonly userAgentSuffix?: string | undefined;
  /** How many metric requests may be under way at once. Default 32. */
  readonly concurrency?: number | undefined;
  readonly retry?: RetryOptions | undefined;
  /** Is told of what was passed over. Messages hold no secrets. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

export const defaultConcurrency = 32;

/** @throws InvalidArgumentError where `concurrency` is no positive integer */
export function checkConcurrency(concurrency: number | undefined): number {
  if (concurrency === undefined) return defaultConcurrency;
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
    throw new InvalidArgumentError({ option: 'concurrency', got: concurrency, takes: 'a positive integer' });
  }
  return concurrency;
}

/** @throws InvalidArgumentError where the suffix cannot stand in a header */
export function checkUserAgentSuffix(suffix: string | undefined): string | undefined {
  if (suffix === undefined) return undefined;
  if (typeof suffix !== 'string' || !/^[\u0020-\u007e]+$/.test(suffix)) {
    throw new InvalidArgumentError({ option: 'userAgentSuffix', got: suffix, takes: 'printable ASCII text' });
  }
  return suffix.trim();
}
