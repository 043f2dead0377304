import { isMissing } from '../../http/answers/is-missing.js';
import { unexpectedAnswer } from '../../http/answers/to-backend-error.js';
import type { Sender } from '../../http/create-sender.js';
import { buildUrl } from '../../http/requests/build-url.js';
import type { Endpoint } from '../../http/requests/endpoint.js';
import { readWireText } from '../../wire-json/wire-schema.js';
import { discoveredAddresses, type ServiceAddresses, sameAddress } from './service-addresses.js';
import { discoverySchema } from './wire/discovery-dto.js';

const discoveryEndpoint: Endpoint = {
  method: 'GET',
  path: '/discovery',
  isSafeToRepeat: true,
  subject: 'discovery of the services',
};

/**
 * Asks an address where the services are. No token goes along: the services' own client sends none either. An address
 * that knows no discovery is taken for that of all services.
 */
export async function discoverAddresses(
  send: Sender,
  address: string,
  onWarning: (message: string) => void,
  signal: AbortSignal,
): Promise<ServiceAddresses> {
  const url = buildUrl(address, discoveryEndpoint);
  let text: string;
  try {
    ({ text } = await send(discoveryEndpoint, { url, signal }));
  } catch (error) {
    if (!isMissing(error)) throw error;
    onWarning(`${address} knows no discovery; it is taken for the address of all services.`);
    return sameAddress(address);
  }
  const reading = readWireText(discoverySchema, text);
  if (!reading.success) throw unexpectedAnswer(reading.message, { url, subject: discoveryEndpoint.subject });
  return discoveredAddresses(address, reading.data);
}
