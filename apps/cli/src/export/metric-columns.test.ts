import { type Metric, RunMetrics } from '@hyperdrive-run/sdk';
import { scalarMetric } from '@hyperdrive-run/sdk/testing';
import { expect, it } from 'vitest';
import { metricColumns } from './metric-columns.js';

const logged = (...metrics: readonly Metric[]): RunMetrics =>
  new RunMetrics(metrics.map((metric) => [metric.name, metric] as const));

it('gives last, least and greatest value of each series, the primary metric first and the others by name', () => {
  const rows = [
    logged(
      scalarMetric('loss', [3, 1, 2]),
      scalarMetric('accuracy', [0.5, Number.NaN]),
      scalarMetric('Zeta', ['text']),
    ),
    undefined,
    logged(scalarMetric('loss', [])),
  ];
  expect(metricColumns(rows, 'loss')).toEqual([
    { heading: 'loss (last)', cells: [2, undefined, undefined] },
    { heading: 'loss (min)', cells: [1, undefined, undefined] },
    { heading: 'loss (max)', cells: [3, undefined, undefined] },
    { heading: 'Zeta (last)', cells: ['text', undefined, undefined] },
    { heading: 'Zeta (min)', cells: [undefined, undefined, undefined] },
    { heading: 'Zeta (max)', cells: [undefined, undefined, undefined] },
    { heading: 'accuracy (last)', cells: [Number.NaN, undefined, undefined] },
    { heading: 'accuracy (min)', cells: [0.5, undefined, undefined] },
    { heading: 'accuracy (max)', cells: [0.5, undefined, undefined] },
  ]);
});

it('has no column for tables, nor for a primary metric that nobody logged', () => {
  const table: Metric = { kind: 'table', name: 'confusion', columns: new Map(), rows: [] };
  expect(metricColumns([logged(table)], 'loss')).toEqual([]);
});
