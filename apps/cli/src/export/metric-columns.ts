import { type Metric, type RunMetrics, readMetric } from '@hyperdrive-run/sdk';
import type { CsvCell, CsvColumn } from './csv-column.js';

/** What a column shows of a metric, by the suffix behind the metric's name. */
const readings: readonly (readonly [suffix: string, read: (metric: Metric | undefined) => CsvCell])[] = [
  ['last', lastOf],
  ['min', (metric) => extremeOf(metric, 'minimize')],
  ['max', (metric) => extremeOf(metric, 'maximize')],
];

/**
 * Three columns for each metric that is a series of values: what was logged last, the least and the greatest number. Which
 * of the two is the best is known of the primary metric alone, so it is not guessed of the others.
 * @param metrics of each row
 * @param primaryName comes first; the others follow in the order of their names
 */
export function metricColumns(metrics: readonly (RunMetrics | undefined)[], primaryName: string): readonly CsvColumn[] {
  const names = new Set(
    metrics.flatMap((logged) =>
      [...(logged?.values() ?? [])].flatMap(({ kind, name }) => (kind === 'scalar' ? [name] : [])),
    ),
  );
  const others = [...names].filter((name) => name !== primaryName).toSorted();
  return [...(names.has(primaryName) ? [primaryName] : []), ...others].flatMap((name) =>
    readings.map(([suffix, read]) => ({
      heading: `${name} (${suffix})`,
      cells: metrics.map((logged) => read(logged?.get(name))),
    })),
  );
}

function lastOf(metric: Metric | undefined): CsvCell {
  return metric?.kind === 'scalar' ? (metric.points.at(-1)?.value ?? undefined) : undefined;
}

function extremeOf(metric: Metric | undefined, goal: 'minimize' | 'maximize'): CsvCell {
  const reading = readMetric(metric, goal);
  return reading.kind === 'value' ? reading.value : undefined;
}
