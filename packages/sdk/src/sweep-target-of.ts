import type { SweepTarget } from '@hyperdrive-run/core/ports';
import { isMlflowUri, sweepJobTarget } from '@hyperdrive-run/transport/faces';
import { anyText } from './arguments/option-checks.js';

/**
 * What runs the sweeps that are submitted to an address, for reading a sweep file: Azure ML, which takes whole jobs, where the
 * address is one of Azure ML in the cloud. `undefined` for all other addresses: what a service at an explicit address is
 * cannot be known from it, and the local service has a target of its own, in `@hyperdrive-run/local`.
 * @param uri as `connect` takes it; any text may be asked about
 * @param armAddress as `connect` takes it: who names Azure Resource Manager means Azure ML, whatever the address is
 */
export function sweepTargetOf(uri: string, armAddress?: string): SweepTarget | undefined {
  anyText('uri', uri);
  if (isMlflowUri(uri)) return undefined;
  const isAzureMl = /^azureml:\/\//i.test(uri) || /^azureml\+https?:\/\/[^/?#]+\.azureml\.ms(?=[:/?#]|$)/i.test(uri);
  const isNamed = armAddress !== undefined && /^azureml(?:\+https?)?:\/\//i.test(uri);
  return isAzureMl || isNamed ? sweepJobTarget : undefined;
}
