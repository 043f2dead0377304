import * as z from 'zod/mini';
import { maybe, pageCursor, type WireSchema, wireList, wireObject } from '../../../wire-json/wire-schema.js';

/** A page of a run's files. */
export interface ArtifactPageDto {
  readonly value: readonly ArtifactDto[];
  readonly continuationToken?: string | undefined;
}

/** A file of a run, or (with `contentUri`) where its bytes are. */
export interface ArtifactDto {
  readonly path: string;
  readonly artifactId?: string | undefined;
  readonly origin?: string | undefined;
  readonly container?: string | undefined;
  readonly etag?: string | undefined;
  readonly createdTime?: string | undefined;
  /** A signed address that is fetched without a token. Never show it. */
  readonly contentUri?: string | undefined;
}

const shape = {
  artifactId: maybe(z.string()),
  origin: maybe(z.string()),
  container: maybe(z.string()),
  etag: maybe(z.string()),
  createdTime: maybe(z.string()),
  contentUri: maybe(z.string()),
};

export const artifactPageSchema: WireSchema<ArtifactPageDto> = wireObject({
  value: wireList(wireObject({ ...shape, path: z.string() })),
  continuationToken: pageCursor,
});

/** What `contentinfo` returns about one file. */
export interface ContentInfoDto {
  readonly contentUri: string;
  readonly origin?: string | undefined;
  readonly container?: string | undefined;
  readonly path?: string | undefined;
}

export const contentInfoSchema: WireSchema<ContentInfoDto> = wireObject({
  contentUri: z.string(),
  origin: maybe(z.string()),
  container: maybe(z.string()),
  path: maybe(z.string()),
});
