import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import * as z from 'zod/mini';
import {
  jsonObject,
  jsonValue,
  maybe,
  pageCursor,
  textByName,
  type WireSchema,
  wireList,
  wireObject,
} from '../../../wire-json/wire-schema.js';

/** One logged row: its cells by column. */
export interface MetricRowDto {
  readonly metricId?: string | undefined;
  readonly createdUtc?: string | undefined;
  readonly step?: number | undefined;
  readonly data?: JsonObject | undefined;
}

/** What a metric's values are: see `metricTypes`. */
export interface MetricPropertiesDto {
  readonly uxMetricType?: string | undefined;
}

/** One name's values: what `full` returns a page of, and what `batch` takes many of. */
export interface MetricDto {
  readonly name?: string | undefined;
  readonly dataContainerId?: string | undefined;
  /** The columns' types by name. */
  readonly columns?: ReadonlyMap<string, string> | undefined;
  readonly value: readonly MetricRowDto[];
  readonly properties?: MetricPropertiesDto | undefined;
  readonly continuationToken?: string | undefined;
}

export const metricRowSchema: WireSchema<MetricRowDto> = wireObject({
  metricId: maybe(z.string()),
  createdUtc: maybe(z.string()),
  step: maybe(z.number()),
  data: maybe(jsonObject),
});

export const metricSchema: WireSchema<MetricDto> = wireObject({
  name: maybe(z.string()),
  dataContainerId: maybe(z.string()),
  columns: maybe(textByName),
  value: wireList(metricRowSchema),
  properties: maybe(wireObject({ uxMetricType: maybe(z.string()) })),
  continuationToken: pageCursor,
});

/** A metric whose rows are not read yet: for a delivery of very many. */
export interface MetricEnvelopeDto extends Omit<MetricDto, 'value'> {
  readonly value: readonly JsonValue[];
}

export const metricEnvelopeSchema: WireSchema<MetricEnvelopeDto> = wireObject({
  name: maybe(z.string()),
  columns: maybe(textByName),
  value: wireList(jsonValue),
  properties: maybe(wireObject({ uxMetricType: maybe(z.string()) })),
});

/** The body of `full`. */
export interface MetricRequestDto {
  readonly metricName: string;
  readonly startTime?: string | undefined;
  readonly endTime?: string | undefined;
  readonly continuationToken?: string | undefined;
}

export const metricRequestSchema: WireSchema<MetricRequestDto> = wireObject({
  metricName: z.string(),
  startTime: maybe(z.string()),
  endTime: maybe(z.string()),
  continuationToken: maybe(z.string()),
});

/** The body of `batch`: rows of many metrics. A row whose `metricId` was delivered before adds nothing. */
export interface MetricBatchDto {
  readonly values: readonly MetricDto[];
  readonly reportErrors?: boolean | undefined;
}

export const metricBatchSchema: WireSchema<MetricBatchDto> = wireObject({
  values: wireList(metricSchema),
  reportErrors: maybe(z.boolean()),
});
