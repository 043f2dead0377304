import { BackendError } from '@hyperdrive-run/core';
import { shownAddress } from '../../http/answers/redact.js';
import { isLoopback } from '../../http/requests/is-loopback.js';
import type { DiscoveryDto } from './wire/discovery-dto.js';

/** The addresses that discovery distinguishes, each without a slash at its end. */
export interface ServiceAddresses {
  /** Of every service that has no address of its own. */
  readonly api: string;
  readonly history: string;
  readonly hyperdrive: string;
}

/** One address for all services. */
export function sameAddress(address: string): ServiceAddresses {
  return { api: address, history: address, hyperdrive: address };
}

/** Whether a token may go to an address that was not configured but discovered. */
function isSafeForTokens(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(address));
}

/**
 * The addresses that a discovery returned; what it does not name is at the address that was asked.
 * @throws BackendError with code `unexpected-answer` for an address to which no token may go
 */
export function discoveredAddresses(asked: string, discovery: DiscoveryDto): ServiceAddresses {
  const check = (name: keyof DiscoveryDto, address: string | undefined): string | undefined => {
    if (address === undefined || address === '') return undefined;
    if (isSafeForTokens(address)) return address.replace(/\/+$/, '');
    throw new BackendError({
      code: 'unexpected-answer',
      message: `Discovery at ${shownAddress(asked)} names ${shownAddress(address)} as its ${name} service. No token is sent there: only https, and http on this machine, are safe.`,
      hint: 'Check the region, or pass the address of the services explicitly.',
    });
  };
  const api = check('api', discovery.api) ?? check('history', discovery.history) ?? asked;
  return {
    api,
    history: check('history', discovery.history) ?? api,
    hyperdrive: check('hyperdrive', discovery.hyperdrive) ?? api,
  };
}
