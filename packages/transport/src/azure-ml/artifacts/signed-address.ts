import { isLoopback } from '../../http/requests/is-loopback.js';

/**
 * What a file's signed address is: the service's `own` origin, some `other` place that may be asked without a token,
 * or `unsafe`, being neither https nor on this machine.
 */
export function kindOfSignedAddress(signed: string, serviceAddress: string): 'own' | 'other' | 'unsafe' {
  if (!URL.canParse(signed)) return 'unsafe';
  const url = new URL(signed);
  if (url.origin === new URL(serviceAddress).origin) return 'own';
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(signed)) ? 'other' : 'unsafe';
}
