import type { JsonObject } from '@hyperdrive-run/core/json';
import * as z from 'zod/mini';
import {
  jsonObject,
  maybe,
  pageCursor,
  type WireSchema,
  wireList,
  wireObject,
} from '../../../wire-json/wire-schema.js';

/** What the older `metrics:query` returns: values of many runs. Its body is that of `runs:query`. */
export interface MetricQueryPageDto {
  readonly value: readonly MetricQueryEntryDto[];
  readonly continuationToken?: string | undefined;
}

/** One logging of a metric in the older query's answer. */
export interface MetricQueryEntryDto {
  readonly runId: string;
  readonly metricId?: string | undefined;
  readonly metricType?: string | undefined;
  readonly createdUtc?: string | undefined;
  readonly name: string;
  readonly cells: readonly JsonObject[];
  readonly schema?: { readonly properties: readonly MetricQueryColumnDto[] } | undefined;
}

/** A column of a metric in the older query's answer. */
export interface MetricQueryColumnDto {
  readonly propertyId?: string | undefined;
  readonly name: string;
  readonly type?: string | undefined;
}

const columnSchema = wireObject({ propertyId: maybe(z.string()), name: z.string(), type: maybe(z.string()) });

export const metricQueryPageSchema: WireSchema<MetricQueryPageDto> = wireObject({
  value: wireList(
    wireObject({
      runId: z.string(),
      metricId: maybe(z.string()),
      metricType: maybe(z.string()),
      createdUtc: maybe(z.string()),
      name: z.string(),
      cells: wireList(jsonObject),
      schema: maybe(wireObject({ properties: wireList(columnSchema) })),
    }),
  ),
  continuationToken: pageCursor,
});
