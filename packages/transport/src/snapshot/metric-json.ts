import type {
  ArtifactMetric,
  Metric,
  MetricCell,
  MetricPoint,
  MetricRow,
  ScalarMetric,
  TableMetric,
} from '@hyperdrive-run/core';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import * as z from 'zod/mini';
import { textByName, type WireSchema, wireItems, wireList, wireObject } from '../wire-json/wire-schema.js';
import { cellFromJson, cellToJson } from './cell-json.js';
import { type KeptPoints, keepPoints, stepOf, timeOf, toPoints } from './kept-points.js';
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

/** A point as it is written; `undefined` for what is none. */
function writtenPoint(written: JsonValue): readonly JsonValue[] | undefined {
  if (!isJsonArray(written) || written[0] === undefined) return undefined;
  return cellFromJson(written[0]) === undefined ? undefined : written;
}

function rowFromJson(written: JsonValue): MetricRow | undefined {
  if (!isJsonArray(written) || !isJsonObject(written[0])) return undefined;
  const cells = cellsFromJson(written[0]);
  if (cells === undefined) return undefined;
  const step = stepOf(written);
  const time = timeOf(written);
  return {
    cells,
    ...(Number.isNaN(step) ? {} : { step }),
    ...(Number.isNaN(time) ? {} : { time: new Date(time) }),
  };
}

function cellsFromJson(written: JsonObject): ReadonlyMap<string, MetricCell> | undefined {
  const cells = new Map<string, MetricCell>();
  for (const [column, value] of written) {
    const cell = cellFromJson(value);
    if (cell === undefined) return undefined;
    cells.set(column, cell);
  }
  return cells;
}

const scalarSchema = wireObject({
  name: z.string(),
  valueType: z.string(),
  points: wireItems(writtenPoint),
});
const tableSchema = wireObject({ name: z.string(), columns: textByName, rows: wireItems(rowFromJson) });
const artifactSchema = wireObject({
  name: z.string(),
  artifactType: z.string(),
  references: wireList(z.string()),
});

/** A metric, or a part of it, as a snapshot keeps it. */
export type KeptMetric =
  | (Omit<ScalarMetric, 'points'> & { readonly points: KeptPoints })
  | TableMetric
  | ArtifactMetric;

/** What reads a metric's line, by the line's kind. */
export const metricSchemas: ReadonlyMap<string, WireSchema<KeptMetric>> = new Map<string, WireSchema<KeptMetric>>([
  [
    'points',
    z.pipe(
      scalarSchema,
      z.transform(({ points, ...part }) => ({ kind: 'scalar' as const, ...part, points: keepPoints(points) })),
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
export function joinParts(parts: readonly KeptMetric[]): Metric | undefined {
  const [first] = parts;
  if (first?.kind === 'scalar') {
    const ofKind = parts.filter((part) => part.kind === 'scalar');
    const points = ofKind.flatMap((part) => toPoints(part.points));
    return ofKind.length === parts.length ? { ...first, points } : undefined;
  }
  if (parts.length === 1) return first;
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
