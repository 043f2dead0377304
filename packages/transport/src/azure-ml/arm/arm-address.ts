import { baseAddress } from '../addresses/azure-ml-endpoint.js';
import type { AzureMlOptions } from '../azure-ml-options.js';

/** Azure Resource Manager of the public cloud. */
const publicAddress = 'https://management.azure.com';

/** Where Azure Resource Manager is reached, and what its tokens are for. */
export interface ArmPlace {
  /** Without a slash at its end. */
  readonly address: string;
  readonly audience: string;
}

/**
 * Azure Resource Manager for a workspace's usual address: the public cloud's for a region, and for the host of a region;
 * any other address, such as that of a stand-in, serves it itself. `armAddress` names that of another cloud.
 * @throws InvalidArgumentError where `armAddress` is no http(s) address, or the workspace's is none
 */
export function armPlace({ endpoint, armAddress }: Pick<AzureMlOptions, 'endpoint' | 'armAddress'>): ArmPlace {
  const given = baseAddress(endpoint);
  if (armAddress !== undefined) {
    const address = baseAddress({ kind: 'address', address: armAddress }, 'armAddress');
    return { address, audience: `${new URL(address).origin}/.default` };
  }
  const isPublic = endpoint.kind === 'region' || new URL(given).hostname.endsWith('.azureml.ms');
  return { address: isPublic ? publicAddress : given, audience: `${publicAddress}/.default` };
}
