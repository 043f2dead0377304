import * as z from 'zod/mini';
import { maybe, type WireSchema, wireObject, wordOrNumber } from '../../../wire-json/wire-schema.js';

/** What the hyperdrive service answers to a created sweep. */
export interface SweepCreatedDto {
  readonly code?: string | undefined;
  readonly result: {
    readonly hyperdrive_run_id: string;
    readonly status?: string | undefined;
  };
}

export const sweepCreatedSchema: WireSchema<SweepCreatedDto> = wireObject({
  code: maybe(wordOrNumber),
  result: wireObject({ hyperdrive_run_id: z.string(), status: maybe(z.string()) }),
});

/** What it answers to a cancel that it accepted. */
export interface SweepCancelDto {
  readonly code?: string | undefined;
}

export const sweepCancelSchema: WireSchema<SweepCancelDto> = wireObject({ code: maybe(wordOrNumber) });
