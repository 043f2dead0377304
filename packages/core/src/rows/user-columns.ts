import { type JsonValue } from '../json/json-value.js';
import { writeJson } from '../json/write-json.js';
import type { Metric } from '../metrics/metric.js';
import { readMetric } from '../metrics/metric-series.js';
import { numbersOfTexts } from './numbers-of-texts.js';
import type { RowColumn, RowSource, RowSourceKind, RowValue } from './row-column.js';
import { uniqueNames } from './unique-names.js';

/** Tells the names of some columns apart from each other and from those that are taken. */
export function named(columns: readonly RowColumn[], taken: Set<string>, of: RowSourceKind): readonly RowColumn[] {
  const names = uniqueNames(
    columns.map(({ name }) => name),
    taken,
    of,
  );
  return columns.map((column, at) => ({ ...column, name: names[at] ?? column.name }));
}

/** A column for each hyperparameter, in the order in which the children bring them up. */
export function hyperparameterColumns(sources: readonly RowSource[]): readonly RowColumn[] {
  const names = new Set(sources.flatMap(({ hyperparameters }) => [...(hyperparameters?.keys() ?? [])]));
  const areTexts = sources.some((source) => source.areTexts === true);
  return [...names].map((name) => {
    const values = sources.map(({ hyperparameters }) => cellOf(hyperparameters?.get(name)));
    return { name, of: 'hyperparameter', values: areTexts && isTexts(values) ? numbersOfTexts(values) : values };
  });
}

function isTexts(values: readonly RowValue[]): values is readonly (string | null)[] {
  return values.every((value) => value === null || typeof value === 'string');
}

function cellOf(value: JsonValue | undefined): RowValue {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? writeJson(value) : value;
}

/** What a column shows of a metric, by the suffix behind the metric's name. */
const readings: readonly (readonly [suffix: string, read: (metric: Metric | undefined) => RowValue])[] = [
  ['last', lastOf],
  ['min', (metric) => extremeOf(metric, 'minimize')],
  ['max', (metric) => extremeOf(metric, 'maximize')],
];

/**
 * Three columns for each metric that is a series of values: what was logged last, the least and the greatest number. Which
 * of the two is the best is known of the primary metric alone, so it is not guessed of the others.
 * @param primaryName comes first; the others follow in the order of their names
 */
export function metricColumns(sources: readonly RowSource[], primaryName: string | undefined): readonly RowColumn[] {
  return seriesNames(sources, primaryName).flatMap((name) =>
    readings.map(
      ([suffix, read]): RowColumn => ({
        name: `${name} (${suffix})`,
        of: 'metric',
        values: sources.map(({ metrics }) => read(metrics?.get(name))),
      }),
    ),
  );
}

/** The names of the metrics that are series of values, the primary one first, the others in the order of their names. */
export function seriesNames(sources: readonly RowSource[], primaryName: string | undefined): readonly string[] {
  const names = new Set<string>();
  for (const { metrics } of sources) {
    for (const { kind, name } of metrics?.values() ?? []) if (kind === 'scalar') names.add(name);
  }
  const others = [...names].filter((name) => name !== primaryName).toSorted();
  return primaryName !== undefined && names.has(primaryName) ? [primaryName, ...others] : others;
}

function lastOf(metric: Metric | undefined): RowValue {
  return metric?.kind === 'scalar' ? (metric.points.at(-1)?.value ?? null) : null;
}

function extremeOf(metric: Metric | undefined, goal: 'minimize' | 'maximize'): RowValue {
  const reading = readMetric(metric, goal);
  return reading.kind === 'value' ? reading.value : null;
}
