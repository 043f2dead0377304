import * as z from 'zod/mini';
import { maybe, type WireSchema, wireObject } from '../../../../wire-json/wire-schema.js';

/** A datastore. Only those of blobs have an account and a container. */
export interface DatastoreDto {
  readonly properties: {
    readonly datastoreType?: string | undefined;
    readonly accountName?: string | undefined;
    readonly containerName?: string | undefined;
    readonly endpoint?: string | undefined;
    readonly protocol?: string | undefined;
  };
}

const text = maybe(z.string());

export const datastoreSchema: WireSchema<DatastoreDto> = wireObject({
  properties: wireObject({
    datastoreType: text,
    accountName: text,
    containerName: text,
    endpoint: text,
    protocol: text,
  }),
});

/** What opens a datastore for an hour. */
export const datastoreSecretsSchema: WireSchema<{ readonly sasToken: string }> = wireObject({ sasToken: z.string() });
