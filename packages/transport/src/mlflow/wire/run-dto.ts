import * as z from 'zod/mini';
import { maybe, pageCursor, type WireSchema, wireList, wireObject, wordOrNumber } from '../../wire-json/wire-schema.js';

/** A tag or a parameter. */
export interface KeyValueDto {
  readonly key: string;
  readonly value?: string | undefined;
}

/** A run as `runs/get` and `runs/search` return it. Empty lists are left out; times are milliseconds since 1970. */
export interface MlflowRunDto {
  readonly info: MlflowRunInfoDto;
  readonly data?:
    | {
        /** The latest value of each metric; of use are its key, and how high the steps are. */
        readonly metrics?: readonly { readonly key: string; readonly step?: number | undefined }[] | undefined;
        readonly params?: readonly KeyValueDto[] | undefined;
        readonly tags?: readonly KeyValueDto[] | undefined;
      }
    | undefined;
}

export interface MlflowRunInfoDto {
  readonly run_id?: string | undefined;
  /** The id's older name. */
  readonly run_uuid?: string | undefined;
  readonly experiment_id?: string | undefined;
  readonly run_name?: string | undefined;
  readonly user_id?: string | undefined;
  readonly status?: string | undefined;
  readonly start_time?: number | undefined;
  readonly end_time?: number | undefined;
  readonly lifecycle_stage?: string | undefined;
}

const text = maybe(z.string());

/** Milliseconds since 1970, or a step. Servers of other languages write 64-bit integers as text. */
export const timeSchema: WireSchema<number> = z.pipe(
  z.union([z.number(), z.string()]),
  z.transform((value: number | string) => Number(value)),
);

export const keyValueSchema: WireSchema<KeyValueDto> = wireObject({ key: z.string(), value: text });

const runSchema: WireSchema<MlflowRunDto> = wireObject({
  info: wireObject({
    run_id: text,
    run_uuid: text,
    experiment_id: maybe(wordOrNumber),
    run_name: text,
    user_id: text,
    status: text,
    start_time: maybe(timeSchema),
    end_time: maybe(timeSchema),
    lifecycle_stage: text,
  }),
  data: maybe(
    wireObject({
      metrics: maybe(wireList(wireObject({ key: z.string(), step: maybe(timeSchema) }))),
      params: maybe(wireList(keyValueSchema)),
      tags: maybe(wireList(keyValueSchema)),
    }),
  ),
});

/** What `runs/get` and `runs/create` return. */
export const runAnswerSchema: WireSchema<{ readonly run: MlflowRunDto }> = wireObject({ run: runSchema });

/** A page of `runs/search`. A page without runs is `{}`. */
export interface RunSearchDto {
  readonly runs?: readonly MlflowRunDto[] | undefined;
  readonly next_page_token?: string | undefined;
}

// No `maybe` around the runs: a run that cannot be read must not pass for a page without runs.
export const runSearchSchema: WireSchema<RunSearchDto> = wireObject({
  runs: z.optional(wireList(runSchema)),
  next_page_token: pageCursor,
});
