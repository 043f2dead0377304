import type { ServiceAddresses } from './addresses/service-addresses.js';

/** A service of Azure ML as a protocol asks it. Each protocol names its own, in its folder: there is no list of them. */
export interface AzureMlService {
  /** Where it is, by what is known of the workspace's addresses. */
  readonly addressIn: (addresses: ServiceAddresses) => string;
  /** What its tokens are for. */
  readonly audience: string;
}
