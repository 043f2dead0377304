import type { Metric, MetricPoint } from '@hyperdrive-run/core';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { cellFromJson, cellToJson } from './cell.js';
import { listOf, objectOf, textOf, toFields } from './json-fields.js';

/** When a point or row was logged, and at which step. */
type Position = Omit<MetricPoint, 'value'>;

/** A metric as JSON, whole: points and rows are `[value, step, time]`, as in an exported sweep. */
export function metricToJson(metric: Metric): JsonObject {
  const { kind, name } = metric;
  if (kind === 'scalar') {
    const points = metric.points.map(({ value, ...position }) => [cellToJson(value), ...positionToJson(position)]);
    return toFields({ kind, name, valueType: metric.valueType, points });
  }
  if (kind === 'table') {
    const rows = metric.rows.map(({ cells, ...position }): JsonValue => {
      const written = new Map([...cells].map(([column, cell]) => [column, cellToJson(cell)]));
      return [written, ...positionToJson(position)];
    });
    return toFields({ kind, name, columns: new Map(metric.columns), rows });
  }
  return toFields({ kind, name, artifactType: metric.artifactType, references: metric.references });
}

/** The metric that `metricToJson` wrote; `undefined` where it is none of a kind that is known here. */
export function metricFromJson(json: JsonValue | undefined): Metric | undefined {
  if (!isJsonObject(json)) return undefined;
  const name = textOf(json, 'name') ?? '';
  switch (textOf(json, 'kind')) {
    case 'scalar': {
      const points = listOf(json, 'points').map((point) => {
        const [value = null, ...position] = isJsonArray(point) ? point : [];
        return { value: cellFromJson(value), ...positionFromJson(position) };
      });
      return { kind: 'scalar', name, valueType: textOf(json, 'valueType') ?? '', points };
    }
    case 'table': {
      const types = [...(objectOf(json, 'columns') ?? [])];
      const columns = new Map(types.map(([column, type]) => [column, typeof type === 'string' ? type : '']));
      const rows = listOf(json, 'rows').map((row) => {
        const [cells, ...position] = isJsonArray(row) ? row : [];
        const read = isJsonObject(cells) ? [...cells] : [];
        return {
          cells: new Map(read.map(([column, cell]) => [column, cellFromJson(cell)])),
          ...positionFromJson(position),
        };
      });
      return { kind: 'table', name, columns, rows };
    }
    case 'artifact': {
      const references = listOf(json, 'references').filter((reference) => typeof reference === 'string');
      return { kind: 'artifact', name, artifactType: textOf(json, 'artifactType') ?? '', references };
    }
    default:
      return undefined;
  }
}

function positionToJson({ step, time }: Position): readonly [JsonValue, JsonValue] {
  return [step ?? null, time?.toISOString() ?? null];
}

/** What was not logged is no field: a point without a step is the same before and after. */
function positionFromJson([step, time]: readonly JsonValue[]): Position {
  const date = new Date(typeof time === 'string' ? time : Number.NaN);
  return {
    ...(typeof step === 'number' ? { step } : {}),
    ...(Number.isNaN(date.getTime()) ? {} : { time: date }),
  };
}
