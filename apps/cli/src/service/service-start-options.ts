import { resolve } from 'node:path';
import type { NetworkOptions } from '@hyperdrive-run/local';
import { usageError } from '../context/cli-error.js';
import type { ListenOption } from '../program/parse-listen.js';

/** How the local service listens, as `service start` and `service run` are called. */
export interface ServiceStartOptions {
  /** Default: a free one. */
  readonly port?: number | undefined;
  /** Origins whose pages may ask the service. Default: none but its own. */
  readonly allowOrigin?: readonly string[] | undefined;
  /** Where to listen for trials on other machines, or `none`. Default: as at the last start. */
  readonly listen?: ListenOption | undefined;
  /** What trials on other machines are told. */
  readonly advertise?: string | undefined;
  /** The files of a certificate and its key. */
  readonly tlsCert?: string | undefined;
  readonly tlsKey?: string | undefined;
}

/**
 * How the service listens for other machines, as `startLocalService` takes it.
 * @param folder that relative paths are relative to
 * @throws CliError where options are missing that go with others
 */
export function networkOf(
  { listen, advertise, tlsCert, tlsKey }: ServiceStartOptions,
  folder: string,
): NetworkOptions | 'none' | undefined {
  const extra = [
    ['--advertise', advertise],
    ['--tls-cert', tlsCert],
    ['--tls-key', tlsKey],
  ].find(([, value]) => value !== undefined);
  if (extra !== undefined && (listen === undefined || listen === 'none')) {
    throw usageError(`${extra[0]} goes with --listen.`, 'Write for example --listen 10.0.0.5:8080.');
  }
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    throw usageError(
      '--tls-cert and --tls-key go together.',
      'Name the files of a certificate and of its key, in PEM.',
    );
  }
  if (listen === undefined || listen === 'none') return listen;
  const tls =
    tlsCert === undefined || tlsKey === undefined
      ? undefined
      : { certFile: resolve(folder, tlsCert), keyFile: resolve(folder, tlsKey) };
  return { ...listen, advertise, tls };
}

/** The same options on the command line of a service in the background. */
export function networkArguments(network: NetworkOptions | 'none' | undefined): readonly string[] {
  if (network === undefined) return [];
  if (network === 'none') return ['--listen=none'];
  const { address, port, advertise, tls } = network;
  const host = address.includes(':') ? `[${address}]` : address;
  return [
    `--listen=${host}${port === undefined ? '' : `:${port}`}`,
    ...(advertise === undefined ? [] : [`--advertise=${advertise}`]),
    ...(tls === undefined ? [] : [`--tls-cert=${tls.certFile}`, `--tls-key=${tls.keyFile}`]),
  ];
}
