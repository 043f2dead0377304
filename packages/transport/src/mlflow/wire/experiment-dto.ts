import * as z from 'zod/mini';
import { maybe, pageCursor, type WireSchema, wireList, wireObject, wordOrNumber } from '../../wire-json/wire-schema.js';
import { type KeyValueDto, keyValueSchema, timeSchema } from './run-dto.js';

export interface ExperimentDto {
  readonly experiment_id: string;
  readonly name?: string | undefined;
  readonly tags?: readonly KeyValueDto[] | undefined;
  /** Milliseconds since 1970; when it was made, and when it was made, renamed or restored last. */
  readonly creation_time?: number | undefined;
  readonly last_update_time?: number | undefined;
}

const experimentSchema: WireSchema<ExperimentDto> = wireObject({
  experiment_id: wordOrNumber,
  name: maybe(z.string()),
  tags: maybe(wireList(keyValueSchema)),
  creation_time: maybe(timeSchema),
  last_update_time: maybe(timeSchema),
});

/** What `experiments/get` and `experiments/get-by-name` return. */
export const experimentAnswerSchema: WireSchema<{ readonly experiment: ExperimentDto }> = wireObject({
  experiment: experimentSchema,
});

/** What `experiments/create` returns. */
export const experimentCreatedSchema: WireSchema<{ readonly experiment_id: string }> = wireObject({
  experiment_id: wordOrNumber,
});

/** A page of `experiments/search`. */
export interface ExperimentSearchDto {
  readonly experiments?: readonly ExperimentDto[] | undefined;
  readonly next_page_token?: string | undefined;
}

export const experimentSearchSchema: WireSchema<ExperimentSearchDto> = wireObject({
  experiments: z.optional(wireList(experimentSchema)),
  next_page_token: pageCursor,
});
