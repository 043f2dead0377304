import { BackendError } from '@hyperdrive-run/core';
import type { DatastoreDto } from '../submit/wire/submit-dto.js';
import { readSignedContainer, type SignedContainer } from '../upload/signed-container.js';

/**
 * The container of a datastore, with the signature that opens it.
 * @throws BackendError with code `refused` for a datastore that keeps no blobs
 */
export function containerOfDatastore({ properties }: DatastoreDto, name: string, sasToken: string): SignedContainer {
  const { datastoreType, accountName, containerName, endpoint = 'core.windows.net', protocol = 'https' } = properties;
  if (datastoreType !== 'AzureBlob' || accountName === undefined || containerName === undefined) {
    throw new BackendError({
      code: 'refused',
      message: `Datastore ${JSON.stringify(name)} is of type ${datastoreType}, of which nothing can be read here.`,
      hint: 'Only outputs in datastores of blobs can be downloaded.',
    });
  }
  const address = `${protocol}://${accountName}.blob.${endpoint}/${containerName}`;
  return readSignedContainer(`${address}?${sasToken.replace(/^\?/, '')}`);
}
