import type { JsonValue } from '@hyperdrive-run/core/json';
import * as z from 'zod/mini';
import { jsonValue, maybe, pageCursor, type WireSchema, wireList, wireObject } from '../../wire-json/wire-schema.js';

/** One folder of a run's files, or a page of it. */
export interface ArtifactListDto {
  readonly files?: readonly { readonly path: string; readonly is_dir?: boolean | undefined }[] | undefined;
  readonly next_page_token?: string | undefined;
}

export const artifactListSchema: WireSchema<ArtifactListDto> = wireObject({
  files: z.optional(wireList(wireObject({ path: z.string(), is_dir: maybe(z.boolean()) }))),
  next_page_token: pageCursor,
});

/** A file that `mlflow.log_table` wrote: rows of cells under the names of columns. */
export interface LoggedTableDto {
  readonly columns: readonly string[];
  readonly data: readonly (readonly JsonValue[])[];
}

export const loggedTableSchema: WireSchema<LoggedTableDto> = wireObject({
  columns: wireList(z.string()),
  data: wireList(wireList(jsonValue)),
});
