import { InvalidArgumentError } from '@hyperdrive-run/core';
import type { BasicCredential } from '../auth/basic-credential.js';
import type { Credential } from '../auth/credential.js';
import type { RetryOptions } from '../http/patience/retry-policy.js';
import type { Fetch } from '../http/requests/fetch.js';

/**
 * Who answers: an MLflow tracking server, or Azure ML's own endpoint, which speaks the same protocol with less in it
 * (pages below 1000 runs, no bulk histories, filters by tag only).
 */
export type MlflowFlavor = 'open-source' | 'azure-ml';

/** How to reach an MLflow tracking server, or Azure ML's endpoint that speaks its protocol. */
export interface MlflowOptions {
  /** An http or https address; the path of a server below a prefix belongs to it. */
  readonly address: string;
  readonly flavor?: MlflowFlavor | undefined;
  /** The experiment, without which single runs are found, and sweeps of all experiments are listed. */
  readonly experimentName?: string | undefined;
  /** A token (sent as `Bearer`), or a user with a password (sent as `Basic`). Without one, requests carry neither. */
  readonly credential?: Credential | BasicCredential | undefined;
  /** How to send: for proxies, tests, or a service in this process. The platform's `fetch` by default. */
  readonly fetch?: Fetch | undefined;
  /** How many metric requests may be under way at once. Default 16. */
  readonly concurrency?: number | undefined;
  readonly retry?: RetryOptions | undefined;
  /** Is told of what was passed over. Messages hold no secrets. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

const defaultConcurrency = 16;

/** @throws InvalidArgumentError where `concurrency` is no positive integer */
export function checkConcurrency(concurrency: number | undefined): number {
  if (concurrency === undefined) return defaultConcurrency;
  if (Number.isSafeInteger(concurrency) && concurrency >= 1) return concurrency;
  throw new InvalidArgumentError({ option: 'concurrency', got: concurrency, takes: 'a positive integer' });
}
