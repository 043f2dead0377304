import type { Metric, MetricCell, MetricPoint, MetricRow } from '@hyperdrive-run/core';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import * as z from 'zod/mini';
import { jsonValue, textByName, type WireSchema, wireList, wireObject } from '../wire-json/wire-schema.js';
import { cellFromJson, cellToJson } from './cell-json.js';
import { entriesPerLine } from './snapshot-format.js';

/** Step and time as the last two items of a point or row. */
type Marks = readonly [JsonValue, JsonValue];

/** The parts of a metric, each short enough for a line. One that contains nothing has one empty part. */
export function* metricParts(metric: Metric): Generator<Metric, void, undefined> {
  const parts = <T>(items: readonly T[]): T[][] =>
    Array.from({ length: Math.max(1, Math.ceil(items.length / entriesPerLine)) }, (_, part) =>
      items.slice(part * entriesPerLine, (part + 1) * entriesPerLine),
    );
  if (metric.kind === 'scalar') for (const points of parts(metric.points)) yield { ...metric, points };
  else if (metric.kind === 'table') for (const rows of parts(metric.rows)) yield { ...metric, rows };
  else for (const references of parts(metric.references)) yield { ...metric, references };
}

/** A part of a metric as its line contains it. */
export function metricToJson(metric: Metric): JsonObject {
  if (metric.kind === 'scalar') {
    const points = metric.points.map(({ value, ...moment }) => [cellToJson(value), ...momentToJson(moment)]);
    return new Map<string, JsonValue>([
      ['line', 'points'],
      ['name', metric.name],
      ['valueType', metric.valueType],
      ['points', points],
    ]);
  }
  if (metric.kind === 'table') {
    const rows = metric.rows.map(({ cells, ...moment }): JsonValue => {
      const written = new Map([...cells].map(([column, cell]) => [column, cellToJson(cell)]));
      return [written, ...momentToJson(moment)];
    });
    return new Map<string, JsonValue>([
      ['line', 'rows'],
      ['name', metric.name],
      ['columns', new Map(metric.columns)],
      ['rows', rows],
    ]);
  }
  return new Map<string, JsonValue>([
    ['line', 'references'],
    ['name', metric.name],
    ['artifactType', metric.artifactType],
    ['references', metric.references],
  ]);
}

function momentToJson({ step, time }: Omit<MetricPoint, 'value'>): Marks {
  return [step ?? null, time?.toISOString() ?? null];
}

const pointSchema: WireSchema<MetricPoint> = z.pipe(
  jsonValue,
  z.transform((value: JsonValue, context): MetricPoint => {
    const [cell, ...moment] = isJsonArray(value) ? value : [];
    const read = cell === undefined ? undefined : cellFromJson(cell);
    if (read !== undefined) return { value: read, ...momentFromJson(moment) };
    context.issues.push({ code: 'custom', message: 'is no point', input: undefined });
    return z.NEVER;
  }),
);

const rowSchema: WireSchema<MetricRow> = z.pipe(
  jsonValue,
  z.transform((value: JsonValue, context): MetricRow => {
    const [cells, ...moment] = isJsonArray(value) ? value : [];
    const read = isJsonObject(cells) ? cellsFromJson(cells) : undefined;
    if (read !== undefined) return { cells: read, ...momentFromJson(moment) };
    context.issues.push({ code: 'custom', message: 'is no row', input: undefined });
    return z.NEVER;
  }),
);

function cellsFromJson(written: JsonObject): ReadonlyMap<string, MetricCell> | undefined {
  const cells = new Map<string, MetricCell>();
  for (const [column, value] of written) {
    const cell = cellFromJson(value);
    if (cell === undefined) return undefined;
    cells.set(column, cell);
  }
  return cells;
}

/** Marks that are not there are no fields: a point without a step is the same before and after. */
function momentFromJson([step, time]: readonly JsonValue[]): Omit<MetricPoint, 'value'> {
  const date = typeof time === 'string' ? new Date(time) : undefined;
  return {
    ...(typeof step === 'number' ? { step } : {}),
    ...(date === undefined || Number.isNaN(date.getTime()) ? {} : { time: date }),
  };
}

const scalarSchema = wireObject({ name: z.string(), valueType: z.string(), points: wireList(pointSchema) });
const tableSchema = wireObject({ name: z.string(), columns: textByName, rows: wireList(rowSchema) });
const artifactSchema = wireObject({
  name: z.string(),
  artifactType: z.string(),
  references: wireList(z.string()),
});

/** What reads a metric's line, by the line's kind. */
export const metricSchemas: ReadonlyMap<string, WireSchema<Metric>> = new Map<string, WireSchema<Metric>>([
  [
    'points',
    z.pipe(
      scalarSchema,
      z.transform((part) => ({ kind: 'scalar' as const, ...part })),
    ),
  ],
  [
    'rows',
    z.pipe(
      tableSchema,
      z.transform((part) => ({ kind: 'table' as const, ...part })),
    ),
  ],
  [
    'references',
    z.pipe(
      artifactSchema,
      z.transform((part) => ({ kind: 'artifact' as const, ...part })),
    ),
  ],
]);

/**
 * One metric from its parts, in their order.
 * @returns `undefined` where there is none, or they are not all of one kind
 */
export function joinParts(parts: readonly Metric[]): Metric | undefined {
  const [first] = parts;
  if (first?.kind === 'scalar') {
    const ofKind = parts.filter((part) => part.kind === 'scalar');
    const points = ofKind.flatMap((part) => part.points);
    return ofKind.length === parts.length ? { ...first, points } : undefined;
  }
  if (first?.kind === 'table') {
    const ofKind = parts.filter((part) => part.kind === 'table');
    const columns = new Map(ofKind.flatMap((part) => [...part.columns]));
    return ofKind.length === parts.length
      ? { ...first, columns, rows: ofKind.flatMap((part) => part.rows) }
      : undefined;
  }
  const ofKind = parts.filter((part) => part.kind === 'artifact');
  if (first?.kind !== 'artifact' || ofKind.length < parts.length) return undefined;
  return { ...first, references: ofKind.flatMap((part) => part.references) };
}
