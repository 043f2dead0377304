import type { RunScope } from '@hyperdrive-run/core';
import type { Credential } from '../auth/credential.js';
import type { ClientOptions } from '../http/client-options.js';
import type { AzureMlEndpoint } from './addresses/azure-ml-endpoint.js';

/** How to reach Azure ML, or a service that speaks its protocol. */
export interface AzureMlOptions extends ClientOptions {
  /** Where the service is: a region of the cloud, or an address. */
  readonly endpoint: AzureMlEndpoint;
  /** Subscription, resource group and workspace; and the experiment, without which only single runs are found. */
  readonly scope: RunScope;
  /** Without one, requests carry no token. */
  readonly credential?: Credential | undefined;
  /** Where Azure Resource Manager is, for a cloud other than the public one. */
  readonly armAddress?: string | undefined;
  /**
   * Whether Azure Resource Manager is asked for what it alone knows of sweep jobs. Default true; false saves a request where
   * there is none, as at a local service.
   */
  readonly sweepJobs?: boolean | undefined;
  /** How many metric requests may be under way at once. Default 32. */
  readonly concurrency?: number | undefined;
}

/** How many metric requests are under way at once unless somebody says otherwise. */
export const usualConcurrency = 32;
