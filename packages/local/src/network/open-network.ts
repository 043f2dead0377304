import { BackendError } from '@hyperdrive-run/core';
import { listen, type ServeRequest } from './listen.js';
import { advertisedAddress, checkNetwork, listenPlaceOf, type Network, type NetworkOptions } from './network.js';
import { readNetwork, writeNetwork } from './network-file.js';

/** A service that listens for trials on other machines. */
export interface OpenNetwork {
  /** What trials are told. */
  readonly advertised: string;
  close(): Promise<void>;
}

/** What a service is asked to do about other machines. */
export interface OpenNetworkInput {
  readonly folder: string;
  /** `none` to end it; by default as at the last start. */
  readonly listen: NetworkOptions | 'none' | undefined;
  /** How many trials know the address that they were given. */
  readonly countActive: () => number;
  /** Serves those who ask for this host. */
  readonly serve: (host: string) => ServeRequest;
}

/**
 * Listens for trials on other machines, where that is asked for, or was at the last start: those that run on know one address.
 * @returns `undefined` where it is not to
 * @throws InvalidArgumentError
 * @throws BackendError with code `refused` where trials that have not ended know another address, or it cannot listen there
 */
export async function openNetwork({
  folder,
  listen: asked,
  countActive,
  serve,
}: OpenNetworkInput): Promise<OpenNetwork | undefined> {
  const before = readNetwork(folder);
  const network = asked === undefined ? before : asked === 'none' ? undefined : withPortOf(before, checkNetwork(asked));
  if (before !== undefined && !isSamePlace(before, network) && countActive() > 0) throw inUse(before, countActive());
  if (network === undefined) {
    if (before !== undefined) writeNetwork(folder, undefined);
    return undefined;
  }
  const listener = await listen(serve(hostOf(network)), listenPlaceOf(network)).catch((error: unknown) => {
    throw asked === undefined ? notAsBefore(error, network) : error;
  });
  writeNetwork(folder, { ...network, port: listener.port });
  return { advertised: advertisedAddress(network, listener.port), close: () => listener.close() };
}

/** The host that trials are told, whatever the port is. */
function hostOf(network: Network): string {
  return new URL(advertisedAddress(network, 0)).hostname;
}

function withPortOf(before: Network | undefined, network: Network): Network {
  const isSame = network.port === 0 && before?.address === network.address;
  return isSame ? { ...network, port: before.port } : network;
}

/** Whether trials that were told the first reach the second. */
function isSamePlace(before: Network, network: Network | undefined): boolean {
  return network !== undefined && advertisedAddress(before, before.port) === advertisedAddress(network, network.port);
}

function inUse(before: Network, count: number): BackendError {
  const trials = count === 1 ? 'A trial' : `${count} trials`;
  return new BackendError({
    code: 'refused',
    message: `${trials} on other machines that ${count === 1 ? 'has' : 'have'} not ended know this service as ${advertisedAddress(before, before.port)}.`,
    hint: 'Start it without --listen, which keeps that address, and change it once they have ended or were canceled.',
  });
}

function notAsBefore(error: unknown, network: Network): unknown {
  if (!BackendError.isInstance(error)) return error;
  const place = `${network.address}, port ${network.port}`;
  return new BackendError({
    code: 'refused',
    message: `The service cannot listen for other machines at ${place}, as it did before: ${error.message}`,
    hint: 'Start it with another --listen, or with --listen none.',
    cause: error,
  });
}
