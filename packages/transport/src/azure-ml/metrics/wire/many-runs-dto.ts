import { isJsonArray, type JsonValue } from '@hyperdrive-run/core/json';
import * as z from 'zod/mini';
import { jsonValue, maybe, textByName, type WireSchema, wireList, wireObject } from '../../../wire-json/wire-schema.js';
import { type MetricDto, metricSchema } from './metric-dto.js';

/** The calls for many runs at once that only the local service has. Its runs, and its listings of them, name those that it offers. */
export const manyRunsOffers = {
  childCounts: 'child-counts',
  childMetrics: 'child-metrics',
  leadingChildren: 'leading-children',
  runColumns: 'run-columns',
} as const;

/** The body of the call for a metric of all children of a run. */
export interface ChildMetricsRequestDto {
  readonly name: string;
  readonly goal: string;
  /** `best` or `last`. */
  readonly scope: string;
  /** Only these children. */
  readonly runIds?: readonly string[] | undefined;
}

export const childMetricsRequestSchema: WireSchema<ChildMetricsRequestDto> = wireObject({
  name: z.string(),
  goal: z.string(),
  scope: z.string(),
  runIds: maybe(wireList(z.string())),
});

/** A child with those rows of the metric among which the one is that stands for it. */
export interface ChildMetricDto {
  readonly runId: string;
  /** `undefined` where the child never logged it. */
  readonly metric?: MetricDto | undefined;
  /** The place of each row among all rows of the metric, from 0. */
  readonly positions: readonly number[];
}

/** What is returned for all children. */
export interface ChildMetricsDto {
  readonly value: readonly ChildMetricDto[];
}

/** The fields of a {@link ChildMetricDto}. A metric that cannot be read is no metric that was never logged: only null is. */
export const childMetricShape: {
  readonly runId: WireSchema<string>;
  readonly metric: WireSchema<MetricDto | undefined>;
  readonly positions: WireSchema<readonly number[]>;
} = { runId: z.string(), metric: optional(metricSchema), positions: wireList(z.number()) };

export const childMetricsSchema: WireSchema<ChildMetricsDto> = wireObject({
  value: wireList(wireObject(childMetricShape)),
});

/** The body of the call for all that several runs logged. */
export interface RunColumnsRequestDto {
  readonly runIds: readonly string[];
  readonly names?: readonly string[] | undefined;
}

export const runColumnsRequestSchema: WireSchema<RunColumnsRequestDto> = wireObject({
  runIds: wireList(z.string()),
  names: maybe(wireList(z.string())),
});

/** All rows of a metric, column by column. */
export interface MetricColumnsDto {
  readonly name: string;
  readonly metricType: string;
  readonly columns: ReadonlyMap<string, string>;
  readonly times: readonly JsonValue[];
  /** Null for rows without a step. */
  readonly steps: readonly JsonValue[];
  /** The cells of each column, row by row; null for rows that lack it. */
  readonly cells: ReadonlyMap<string, JsonValue>;
}

/** All that a run logged. A run that is too long for the response, or does not exist, is not in it. */
export interface RunColumnsDto {
  readonly runId: string;
  readonly metrics: readonly MetricColumnsDto[];
}

/** What is returned for several runs. */
export interface RunColumnsListDto {
  readonly value: readonly RunColumnsDto[];
}

const values: WireSchema<readonly JsonValue[]> = z.pipe(
  jsonValue,
  z.transform((value: JsonValue, context) => {
    if (isJsonArray(value)) return value;
    context.issues.push({ code: 'custom', message: 'no list', input: undefined });
    return z.NEVER;
  }),
);

export const runColumnsListSchema: WireSchema<RunColumnsListDto> = wireObject({
  value: wireList(
    wireObject({
      runId: z.string(),
      metrics: wireList(
        wireObject({
          name: z.string(),
          metricType: z.string(),
          columns: textByName,
          times: values,
          steps: values,
          cells: z.custom<ReadonlyMap<string, JsonValue>>((value: unknown) => value instanceof Map),
        }),
      ),
    }),
  ),
});

/** A field that may be null or missing, but is never nonsense. */
function optional<T>(schema: WireSchema<T>): WireSchema<T | undefined> {
  return z.pipe(
    z.optional(z.nullable(schema)),
    z.transform((value: T | null | undefined) => value ?? undefined),
  );
}
