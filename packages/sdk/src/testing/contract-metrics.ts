import type { Metric } from '@hyperdrive-run/core';
import type { GetMetricsOptions, RunMetricsResult, SweepBackend } from '@hyperdrive-run/core/ports';
import { assertSame } from './assert-same.js';
import { type ContractCase, type ContractHarness, lacks } from './contract-case.js';
import { contractScope as scope } from './contract-scope.js';
import { makeSweep, type SweepFixture, scalarMetric } from './sweep-fixture.js';

/** Metrics: exact values, names of any kind, failures distinguished. */
export const contractMetricCases: readonly ContractCase[] = [
  {
    name: 'returns every value of a metric in the order in which it was logged, exactly',
    run: async ({ open }) => {
      const values = [0.1 + 0.2, 5e-324, 1.7976931348623155e308, 0, -1.5];
      const backend = await openWith(open, scalarMetric('loss', values));
      assertSame(cellsOf(await read(backend), 'loss'), values, 'values');
    },
  },
  {
    name: 'keeps the sign of a zero, and distinguishes the largest number from an infinity',
    run: async (harness) => {
      const values = [-0, Number.MAX_VALUE, -Number.MAX_VALUE];
      const backend = await openWith(harness.open, scalarMetric('loss', values));
      const expected = lacks(harness, 'signed-zero') ? values.map((value) => value + 0) : values;
      assertSame(cellsOf(await read(backend), 'loss'), expected, 'values');
    },
  },
  {
    name: 'keeps NaN and the infinities',
    run: async ({ open }) => {
      const values = [Number.NaN, Number.POSITIVE_INFINITY, 1, Number.NEGATIVE_INFINITY];
      const backend = await openWith(open, scalarMetric('loss', values));
      assertSame(cellsOf(await read(backend), 'loss'), values, 'values');
    },
  },
  {
    name: 'finds metrics whose names contain blanks, quotes, colons and other letters',
    run: async ({ open }) => {
      const names = ['Regularization Strength: ', `it's "quoted"`, 'größe/π', '__proto__', 'a&b=c?d#e%20'];
      const backend = await openWith(open, ...names.map((name, position) => scalarMetric(name, [position])));
      const metrics = await read(backend);
      assertSame(
        names.map((name) => cellsOf(metrics, name)),
        names.map((_, position) => [position]),
        'values by name',
      );
      const [name] = names;
      const one = await read(backend, name === undefined ? [] : [name]);
      assertSame([...one.keys()], [name], 'names when only one is asked for');
    },
  },
  {
    name: 'leaves out a metric that was never logged, and does not call that a failure',
    run: async ({ open }) => {
      const backend = await openWith(open, scalarMetric('loss', [1]));
      assertSame((await read(backend, ['accuracy'])).size, 0, 'metrics found');
    },
  },
  {
    name: 'keeps the rows of a table with their columns and types',
    run: async (harness) => {
      const table: Metric = {
        kind: 'table',
        name: 'best_child_by_primary_metric',
        columns: new Map([
          ['run_id', 'string'],
          ['metric_value', 'double'],
          ['final', 'bool'],
        ]),
        rows: [
          {
            cells: new Map<string, string | number | boolean>([
              ['run_id', 'HD_0'],
              ['metric_value', 0.5],
              ['final', false],
            ]),
          },
          {
            cells: new Map<string, string | number | boolean>([
              ['run_id', 'HD_1'],
              ['metric_value', 0.75],
              ['final', true],
            ]),
          },
        ],
      };
      const metric = (await read(await openWith(harness.open, table))).get(table.name);
      if (lacks(harness, 'tables')) return assertSame(metric, undefined, 'the table');
      if (metric?.kind !== 'table') throw new Error('The table did not come back as a table.');
      const shown = metric.rows.map(({ cells }) =>
        ['run_id', 'metric_value', 'final'].map((column) => cells.get(column)),
      );
      assertSame(
        shown,
        [
          ['HD_0', 0.5, false],
          ['HD_1', 0.75, true],
        ],
        'rows',
      );
    },
  },
  {
    name: 'returns each run exactly once, and distinguishes the one that cannot be read from those that logged nothing',
    run: async ({ open }) => {
      const sweep = makeSweep({ scope, children: [{ metrics: [scalarMetric('loss', [1])] }, {}] });
      const backend = await open([sweep]);
      const ids = [...sweep.children.map(({ record }) => record.runId), 'HD_unknown'];
      const kinds = new Map<string, string>();
      for await (const result of backend.getMetrics(ids)) {
        if (kinds.has(result.runId)) throw new Error(`Run ${result.runId} was returned twice.`);
        kinds.set(result.runId, result.kind === 'read' ? `read ${result.metrics.size}` : result.error.code);
      }
      assertSame(
        ids.map((id) => kinds.get(id)),
        ['read 1', 'read 0', 'run-not-found'],
        'results',
      );
    },
  },
  {
    name: 'reads the metrics of many runs, also once they were listed',
    run: async ({ open }) => {
      const children = Array.from({ length: 70 }, (_, position) => ({
        metrics: position === 69 ? [] : [scalarMetric('loss', [position, -1 - position])],
      }));
      const sweep = makeSweep({ scope, children });
      const backend = await open([sweep]);
      const parentId = sweep.parent.record.runId;
      // What a backend learns of its service from a listing may let it read in another way.
      await readMany(backend, sweep, {});
      for await (const _ of backend.listChildRuns(parentId));
      await readMany(backend, sweep, { childrenOf: parentId });
    },
  },
];

const childId = 'HD_metrics_0';

async function openWith(open: ContractHarness['open'], ...metrics: Metric[]): Promise<SweepBackend> {
  return open([makeSweep({ scope, runId: 'HD_metrics', children: [{ metrics }] })]);
}

async function read(backend: SweepBackend, names?: readonly string[]): Promise<ReadonlyMap<string, Metric>> {
  for await (const result of backend.getMetrics([childId], { names })) {
    if (result.kind === 'unreadable') throw result.error;
    return result.metrics;
  }
  throw new Error('No result was returned.');
}

function cellsOf(metrics: ReadonlyMap<string, Metric>, name: string): unknown {
  const metric = metrics.get(name);
  if (metric?.kind !== 'scalar') throw new Error(`The metric ${name} did not come back as single values.`);
  return metric.points.map(({ value }) => value);
}

async function readMany(backend: SweepBackend, sweep: SweepFixture, options: GetMetricsOptions): Promise<void> {
  const found = new Map<string, RunMetricsResult>();
  const ids = sweep.children.map(({ record }) => record.runId);
  for await (const result of backend.getMetrics(ids, { ...options, names: ['loss'] })) found.set(result.runId, result);
  sweep.children.forEach(({ record, metrics }, position) => {
    const result = found.get(record.runId);
    if (result?.kind !== 'read') throw new Error(`Run ${record.runId} was not read.`);
    if (metrics.length === 0) assertSame(result.metrics.size, 0, record.runId);
    else assertSame(cellsOf(result.metrics, 'loss'), [position, -1 - position], record.runId);
  });
}
