import { BackendError } from '@hyperdrive-run/core';
import { isLoopback } from '../../../http/requests/is-loopback.js';
import { secretsOfAddress } from '../../../http/requests/secrets-of-address.js';

/** A container of blobs, and what opens it. */
export interface SignedContainer {
  /** Without the signature and without a slash at its end. */
  readonly address: string;
  /** The signature, as it is sent. */
  readonly query: string;
  /** What no message may show. */
  readonly secrets: readonly string[];
}

/**
 * Takes the signature off the address of a container that a service gave.
 * @throws BackendError for an address that nothing may be sent to: neither https nor on this machine, or without a signature
 */
export function readSignedContainer(signed: string): SignedContainer {
  const url = URL.canParse(signed) ? new URL(signed) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(signed));
  const signature = url?.searchParams.get('sig');
  if (url === undefined || !isSafe || signature === undefined || signature === null || signature === '') {
    throw new BackendError({
      code: 'unexpected-answer',
      message: 'The service names an address to upload to that is not https, or is not signed.',
      hint: 'Check that the address of the workspace is the one of the service.',
    });
  }
  const query = url.search.slice(1);
  const address = url.origin + url.pathname.replace(/\/+$/, '');
  return { address, query, secrets: secretsOfAddress(signed) };
}
