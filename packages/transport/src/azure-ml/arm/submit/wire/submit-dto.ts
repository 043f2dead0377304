import * as z from 'zod/mini';
import { maybe, textByName, type WireSchema, wireList, wireObject } from '../../../../wire-json/wire-schema.js';

/** Versions of code, by their ids; the newest first. */
export interface CodeVersionsDto {
  readonly value: readonly { readonly id: string }[];
}

export const codeVersionsSchema: WireSchema<CodeVersionsDto> = wireObject({
  value: wireList(wireObject({ id: z.string() })),
});

/** Where code may be uploaded to: the container's address, and the same with the right to write to it. */
export interface PendingUploadDto {
  readonly blobReferenceForConsumption: {
    readonly blobUri: string;
    readonly credential: { readonly sasUri: string };
  };
}

export const pendingUploadSchema: WireSchema<PendingUploadDto> = wireObject({
  blobReferenceForConsumption: wireObject({
    blobUri: z.string(),
    credential: wireObject({ sasUri: z.string() }),
  }),
});

/** Versions of an environment or of data, whose names are the versions. */
export interface NamedVersionsDto {
  readonly value: readonly { readonly name: string }[];
}

export const namedVersionsSchema: WireSchema<NamedVersionsDto> = wireObject({
  value: wireList(wireObject({ name: z.string() })),
});

/** Data of all versions. */
export interface DataContainerDto {
  readonly properties: { readonly latestVersion: string };
}

export const dataContainerSchema: WireSchema<DataContainerDto> = wireObject({
  properties: wireObject({ latestVersion: z.string() }),
});

/** One version of data. */
export interface DataVersionDto {
  readonly name: string;
}

export const dataVersionSchema: WireSchema<DataVersionDto> = wireObject({ name: z.string() });

/** A datastore. Only those of blobs have an account and a container. */
export interface DatastoreDto {
  readonly properties: {
    readonly datastoreType: string;
    readonly accountName?: string | undefined;
    readonly containerName?: string | undefined;
    readonly endpoint?: string | undefined;
    readonly protocol?: string | undefined;
  };
}

export const datastoreSchema: WireSchema<DatastoreDto> = wireObject({
  properties: wireObject({
    datastoreType: z.string(),
    accountName: maybe(z.string()),
    containerName: maybe(z.string()),
    endpoint: maybe(z.string()),
    protocol: maybe(z.string()),
  }),
});

/** The right to write to a datastore. */
export interface DatastoreSecretsDto {
  readonly sasToken: string;
}

export const datastoreSecretsSchema: WireSchema<DatastoreSecretsDto> = wireObject({ sasToken: z.string() });

/** A job that was accepted. */
export interface CreatedJobDto {
  readonly name: string;
  readonly properties?:
    | {
        readonly status?: string | undefined;
        readonly displayName?: string | undefined;
        readonly experimentName?: string | undefined;
        readonly description?: string | undefined;
        readonly tags?: ReadonlyMap<string, string> | undefined;
        readonly properties?: ReadonlyMap<string, string> | undefined;
        readonly services?: { readonly Studio?: { readonly endpoint?: string | undefined } | undefined } | undefined;
      }
    | undefined;
}

export const createdJobSchema: WireSchema<CreatedJobDto> = wireObject({
  name: z.string(),
  properties: maybe(
    wireObject({
      status: maybe(z.string()),
      displayName: maybe(z.string()),
      experimentName: maybe(z.string()),
      description: maybe(z.string()),
      tags: maybe(textByName),
      properties: maybe(textByName),
      services: maybe(wireObject({ Studio: maybe(wireObject({ endpoint: maybe(z.string()) })) })),
    }),
  ),
});
