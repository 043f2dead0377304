import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { createSecureContext } from 'node:tls';
import { InvalidArgumentError } from '@hyperdrive-run/core';
import { errorMessage } from '../error-message.js';
import { hostInUrl, type ListenPlace } from './listen.js';

/** How a service listens for trials on other machines. */
export interface NetworkOptions {
  /** An address of this machine, such as `10.0.0.5`; `0.0.0.0` for all of them. */
  readonly address: string;
  /** Default: the one of the start before, else a free one. */
  readonly port?: number | undefined;
  /** What trials are told, such as `http://login1:8080`. Default: the address and the port, where these name one machine. */
  readonly advertise?: string | undefined;
  /** The paths of a certificate and its key, in PEM. Without them all goes over the network in the clear. */
  readonly tls?: { readonly certFile: string; readonly keyFile: string } | undefined;
}

/** {@link NetworkOptions} that were checked. */
export interface Network {
  readonly address: string;
  readonly port: number;
  readonly advertise: string | undefined;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
}

/** @throws InvalidArgumentError that names the option */
export function checkNetwork({ address, port = 0, advertise, tls }: NetworkOptions): Network {
  if (typeof address !== 'string' || !(isIP(address) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(address))) {
    throw new InvalidArgumentError({
      option: 'listen.address',
      got: address,
      takes: 'an address or a name of this machine',
    });
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError({ option: 'listen.port', got: port, takes: 'an integer from 0 to 65535' });
  }
  const scheme = tls === undefined ? 'http' : 'https';
  if (advertise !== undefined && originOf(advertise, scheme) === undefined) {
    throw new InvalidArgumentError({
      option: 'listen.advertise',
      got: advertise,
      takes: `an address such as ${scheme}://${hostInUrl(address)}:8080, with nothing after the port, and ${scheme} as ${tls === undefined ? 'there is no certificate' : 'there is a certificate'}`,
    });
  }
  if (advertise === undefined && ['0.0.0.0', '::'].includes(address)) {
    throw new InvalidArgumentError({
      option: 'listen.advertise',
      got: advertise,
      takes: `the address that trials are told, since ${address} names no machine`,
    });
  }
  return { address, port, advertise: advertise === undefined ? undefined : originOf(advertise, scheme), tls };
}

/** What trials are told. @param port that it listens at */
export function advertisedAddress({ address, advertise, tls }: Network, port: number): string {
  return advertise ?? `${tls === undefined ? 'http' : 'https'}://${hostInUrl(address)}:${port}`;
}

/**
 * Where to listen, with the certificate as its files are now.
 * @throws InvalidArgumentError where they cannot be read, or do not belong together
 */
export function listenPlaceOf({ address, port, tls }: Network): ListenPlace {
  if (tls === undefined) return { host: address, port };
  const cert = readPem('listen.tls.certFile', tls.certFile);
  const key = readPem('listen.tls.keyFile', tls.keyFile);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    const takes = `the files of a certificate and of its key, in PEM (${errorMessage(error)})`;
    throw new InvalidArgumentError({ option: 'listen.tls', got: tls.certFile, takes });
  }
  return { host: address, port, tls: { cert, key } };
}

/** What is said of an address that sends all in the clear; `undefined` where it does not, or only inside this machine. */
export function plainHttpWarning(advertised: string): string | undefined {
  const { protocol, hostname } = new URL(advertised);
  if (protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return undefined;
  return (
    `Trials reach this service at ${advertised} in the clear: whoever can read along on that network sees what they log, and ` +
    'can log into their runs in their name for as long as these run. Use --tls-cert and --tls-key, or a network that you trust.'
  );
}

function readPem(option: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new InvalidArgumentError({
      option,
      got: file,
      takes: `the path of a file that can be read (${errorMessage(error)})`,
    });
  }
}

/** `undefined` where the text is more than a scheme, a host and a port. */
function originOf(text: string, scheme: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, protocol, href } = new URL(text);
  return protocol === `${scheme}:` && href === `${origin}/` ? origin : undefined;
}
