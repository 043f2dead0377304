import type { CliIo } from '../../context/cli-io.js';
import { type AzCliCredential, createAzCliCredential } from './az-cli-credential.js';

/**
 * Who asks a service at an address: the token of `HYPERDRIVE_TOKEN`, else for Azure's own services whoever is signed in with
 * `az login`. Other addresses never get a token that nobody gave for them.
 * @param armAddress where Azure Resource Manager is; whoever names it says that the address is one of Azure's
 */
export function cloudCredential(
  backend: string,
  env: CliIo['env'],
  armAddress?: string,
): string | AzCliCredential | undefined {
  const token = env['HYPERDRIVE_TOKEN'] ?? '';
  if (token !== '') return token;
  if (armAddress === undefined && !isAzure(backend)) return undefined;
  const [, subscriptionId] = /\/subscriptions\/([^/?#]+)/i.exec(backend) ?? [];
  return createAzCliCredential({ env, subscriptionId });
}

/** Whether an address names a region of the public cloud, or a host of Azure ML in one of the clouds, without a port or user. */
function isAzure(backend: string): boolean {
  const [, security, host = ''] = /^azureml(\+https)?:\/\/([^/?#]*)/i.exec(backend) ?? [];
  const isRegion = security === undefined && /^[a-z0-9-]+$/i.test(host);
  return isRegion || /^[a-z0-9.-]+\.(?:azureml\.ms|ml\.azure\.us|ml\.azure\.cn)$/i.test(host);
}
