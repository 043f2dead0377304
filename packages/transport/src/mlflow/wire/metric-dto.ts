import { isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import * as z from 'zod/mini';
import { pageCursor, type WireSchema, wireItems, wireObject } from '../../wire-json/wire-schema.js';

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

/** Reads a logged value. A field that is of another kind is taken for missing. */
function readValue(item: JsonValue): MetricValueDto | undefined {
  if (!isJsonObject(item)) return undefined;
  const value = item.get('value');
  const runId = item.get('run_id');
  return {
    // Bulk answers write not-a-number and the infinities bare.
    value: typeof value === 'bigint' ? value : numberOrText(value),
    timestamp: numberOrText(item.get('timestamp')),
    step: numberOrText(item.get('step')),
    run_id: typeof runId === 'string' ? runId : undefined,
  };
}

function numberOrText(value: JsonValue | undefined): number | string | undefined {
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}

// No `maybe` around the values: one that cannot be read must not pass for a metric that was never logged.
export const metricHistorySchema: WireSchema<MetricHistoryDto> = wireObject({
  metrics: z.optional(wireItems(readValue)),
  next_page_token: pageCursor,
});
