import { InvalidArgumentError } from '@hyperdrive-run/core';
import { type RetryOptions, toRetryPolicy } from './patience/retry-policy.js';
import type { Fetch } from './requests/fetch.js';

/** How every adapter sends. */
export interface ClientOptions {
  /** How to send: for proxies, tests, or a service in this process. The platform's `fetch` by default. */
  readonly fetch?: Fetch | undefined;
  /** A word of your own for the User-Agent, such as `my-tool/1.2`. */
  readonly userAgentSuffix?: string | undefined;
  /** How long an attempt may take, and how long requests that are safe to repeat are repeated. */
  readonly retry?: RetryOptions | undefined;
  /** Is called with what was passed over. Messages contain no secrets. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/** Whose client it is, and the word by which Python marks requests that serve a sweep. */
const userAgent = 'hyperdrive-run sdk_run_hyper_drive';

/** Looked up at each call, so that a `fetch` that is put in its place later is used. */
export function fetchOf({ fetch }: ClientOptions): Fetch {
  return fetch ?? ((input, init) => globalThis.fetch(input, init));
}

/**
 * The User-Agent of all requests, with the caller's own word at its end.
 * @throws InvalidArgumentError where the suffix cannot be written in a header
 */
export function userAgentOf({ userAgentSuffix }: ClientOptions): string {
  if (userAgentSuffix === undefined) return userAgent;
  if (typeof userAgentSuffix !== 'string' || !/^[\u0020-\u007e]+$/.test(userAgentSuffix)) {
    throw new InvalidArgumentError({ option: 'userAgentSuffix', got: userAgentSuffix, takes: 'printable ASCII text' });
  }
  return `${userAgent} ${userAgentSuffix.trim()}`;
}

/**
 * Checks what can be checked before anything is sent.
 * @throws InvalidArgumentError that names the option
 */
export function checkClientOptions(
  options: ClientOptions & { readonly concurrency?: number | undefined },
  usualConcurrency: number,
): void {
  userAgentOf(options);
  toRetryPolicy(options.retry);
  checkConcurrency(options.concurrency, usualConcurrency);
}

/**
 * How many requests may be under way at once.
 * @throws InvalidArgumentError where it is no positive integer
 */
export function checkConcurrency(concurrency: number | undefined, usual: number): number {
  if (concurrency === undefined) return usual;
  if (Number.isSafeInteger(concurrency) && concurrency >= 1) return concurrency;
  throw new InvalidArgumentError({ option: 'concurrency', got: concurrency, takes: 'a positive integer' });
}
