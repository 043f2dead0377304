import { BackendError } from '@hyperdrive-run/core';
import type { DatastoreDto } from './wire/submit-dto.js';

/** A container that blobs may be written to. */
export interface SignedContainer {
  /** Without a signature, as bodies carry it. */
  readonly address: string;
  /** With the signature that allows to write. Never in a message. */
  readonly signed: string;
}

/**
 * The container of a datastore.
 * @throws BackendError with code `refused` for a datastore that keeps no blobs
 */
export function containerOfDatastore({ properties }: DatastoreDto, name: string, sasToken: string): SignedContainer {
  const { datastoreType, accountName, containerName, endpoint = 'core.windows.net', protocol = 'https' } = properties;
  if (datastoreType !== 'AzureBlob' || accountName === undefined || containerName === undefined) {
    throw new BackendError({
      code: 'refused',
      message: `Datastore ${JSON.stringify(name)} is of type ${datastoreType}, to which nothing is uploaded.`,
      hint: 'Name a datastore of blobs, or leave the name out.',
    });
  }
  const address = `${protocol}://${accountName}.blob.${endpoint}/${containerName}`;
  return { address, signed: `${address}?${sasToken.replace(/^\?/, '')}` };
}
