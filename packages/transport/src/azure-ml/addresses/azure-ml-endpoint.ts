import { InvalidArgumentError } from '@hyperdrive-run/core';

/** Where the services are: those of an Azure region, found by discovery, or one address for all of them. */
export type AzureMlEndpoint =
  | { readonly kind: 'region'; readonly region: string }
  | { readonly kind: 'address'; readonly address: string };

/**
 * The address to begin with, without a slash at its end.
 * @throws InvalidArgumentError where the region is no region's name or the address no http(s) address; never shows a
 * user or a query in it
 * @param option the name of the option that has the address, for the error
 */
export function baseAddress(endpoint: AzureMlEndpoint, option = 'endpoint.address'): string {
  if (endpoint.kind === 'region') {
    if (typeof endpoint.region !== 'string' || !/^[a-z0-9-]+$/i.test(endpoint.region)) {
      throw new InvalidArgumentError({
        option: 'endpoint.region',
        got: endpoint.region,
        takes: "the name of an Azure region, such as 'westeurope'",
      });
    }
    return `https://${endpoint.region.toLowerCase()}.api.azureml.ms`;
  }
  const isText = typeof endpoint.address === 'string';
  const url = isText && URL.canParse(endpoint.address) ? new URL(endpoint.address) : undefined;
  const isPlain =
    url !== undefined && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!isPlain || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new InvalidArgumentError({
      option,
      got: url === undefined ? endpoint.address : `${url.protocol}//${url.host}${url.pathname}`,
      takes: 'an http or https address without user, query and fragment',
    });
  }
  return url.href.replace(/\/+$/, '');
}
