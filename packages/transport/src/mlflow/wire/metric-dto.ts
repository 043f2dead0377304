import * as z from 'zod/mini';
import { maybe, pageCursor, type WireSchema, wireList, wireObject } from '../../wire-json/wire-schema.js';

/** One logged value. Not-a-number and the infinities come as words, in JSON strings or bare. */
export interface MetricValueDto {
  readonly value?: number | bigint | string | undefined;
  /** Milliseconds since 1970. */
  readonly timestamp?: number | string | undefined;
  readonly step?: number | string | undefined;
  /** Which run it belongs to; only where many were asked for. */
  readonly run_id?: string | undefined;
}

/** All values of one metric, or a page of them. Where there is none it is `{}`. */
export interface MetricHistoryDto {
  readonly metrics?: readonly MetricValueDto[] | undefined;
  readonly next_page_token?: string | undefined;
}

const whole = z.union([z.number(), z.string()]);

// `z.number()` takes neither NaN nor the infinities, which bulk answers write bare.
const number: WireSchema<number | bigint | string> = z.custom<number | bigint | string>((value: unknown) =>
  ['number', 'bigint', 'string'].includes(typeof value),
);

// No `maybe` around the values: one that cannot be read must not pass for a metric that was never logged.
export const metricHistorySchema: WireSchema<MetricHistoryDto> = wireObject({
  metrics: z.optional(
    wireList(
      wireObject({
        value: maybe(number),
        timestamp: maybe(whole),
        step: maybe(whole),
        run_id: maybe(z.string()),
      }),
    ),
  ),
  next_page_token: pageCursor,
});
