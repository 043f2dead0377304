import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import * as z from 'zod/mini';
import { pageCursor, type WireSchema, wireList, wireObject } from '../../../wire-json/wire-schema.js';

/** What the older `metrics:query` returns: values of many runs. Its body is that of `runs:query`. */
export interface MetricQueryPageDto {
  readonly value: readonly MetricQueryEntryDto[];
  readonly continuationToken?: string | undefined;
}

/** One logging of a metric in what the older query returns. */
export interface MetricQueryEntryDto {
  readonly runId: string;
  readonly metricId?: string | undefined;
  readonly metricType?: string | undefined;
  readonly createdUtc?: string | undefined;
  readonly name: string;
  /** Only the local service says it: Azure ML's call is older than steps are. */
  readonly step?: number | undefined;
  readonly cells: readonly JsonObject[];
  readonly schema?: { readonly properties: readonly MetricQueryColumnDto[] } | undefined;
}

/** A column of a metric in what the older query returns. */
export interface MetricQueryColumnDto {
  readonly propertyId?: string | undefined;
  readonly name: string;
  readonly type?: string | undefined;
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A column has a name; where it has none, its id is the key of its cells. */
function columnsOf(schema: JsonValue | undefined): readonly MetricQueryColumnDto[] {
  const properties = isJsonObject(schema) ? schema.get('properties') : undefined;
  if (!isJsonArray(properties)) return [];
  return properties.filter(isJsonObject).flatMap((property) => {
    const propertyId = textOf(property.get('propertyId'));
    const name = textOf(property.get('name')) ?? propertyId;
    return name === undefined ? [] : [{ propertyId, name, type: textOf(property.get('type')) }];
  });
}

/** Read by hand: a page has hundreds of entries, and a schema for each of their parts takes longer than the parsing. */
function readEntry(entry: JsonObject): MetricQueryEntryDto | undefined {
  const runId = textOf(entry.get('runId'));
  const name = textOf(entry.get('name'));
  const cells = entry.get('cells');
  const step = entry.get('step');
  if (runId === undefined || name === undefined || !isJsonArray(cells) || !cells.every(isJsonObject)) return undefined;
  return {
    runId,
    name,
    cells,
    step: typeof step === 'number' ? step : undefined,
    metricId: textOf(entry.get('metricId')),
    metricType: textOf(entry.get('metricType')),
    createdUtc: textOf(entry.get('createdUtc')),
    schema: { properties: columnsOf(entry.get('schema')) },
  };
}

const entrySchema: WireSchema<MetricQueryEntryDto> = z.pipe(
  z.custom<JsonObject>((value: unknown) => value instanceof Map),
  z.transform((value: JsonObject, context) => {
    const entry = readEntry(value);
    if (entry !== undefined) return entry;
    context.issues.push({ code: 'custom', message: 'no entry of a metric', input: undefined });
    return z.NEVER;
  }),
);

export const metricQueryPageSchema: WireSchema<MetricQueryPageDto> = wireObject({
  value: wireList(entrySchema),
  continuationToken: pageCursor,
});
