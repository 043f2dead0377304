import { InvalidArgumentError, UnreadableMetricsError } from '@hyperdrive-run/core';
import type { ChildRow, PointRow } from '@hyperdrive-run/core/rows';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { open, sweep } from '../__fixtures__/unreadable-sweeps.js';
import { scalarMetric } from '../testing/sweep-fixture.js';
import { toColumns, toRows } from './to-rows.js';

const loggedTwice = sweep({
  children: [
    { metrics: [scalarMetric('accuracy', [0.5, 0.75])], hyperparameters: new Map([['lr', 0.1]]) },
    { metrics: [scalarMetric('accuracy', [0.9])], hyperparameters: new Map([['status', 'warm']]) },
    { status: 'Failed' },
  ],
});

describe('toRows', () => {
  it('has a row a child, the best first, and every column in each', async () => {
    const rows = await toRows(await open(loggedTwice).load());
    expectTypeOf(rows).toEqualTypeOf<ChildRow[]>();
    expect(
      rows.map((row) => [
        row.runId,
        row.status,
        row.bestPrimaryMetric,
        row.steps,
        row['lr'],
        row['status (hyperparameter)'],
      ]),
    ).toEqual([
      ['HD_1_1', 'Completed', 0.9, 1, null, 'warm'],
      ['HD_1_0', 'Completed', 0.75, 2, 0.1, null],
      ['HD_1_2', 'Failed', null, 0, null, null],
    ]);
    expect(new Set(rows.map((row) => Object.keys(row).join()))).toHaveLength(1);
  });

  it('has a row a logged value where that is asked', async () => {
    const rows = await toRows(await open(loggedTwice).load(), { per: 'point' });
    expectTypeOf(rows).toEqualTypeOf<PointRow[]>();
    expect(rows.map(({ runId, metric, step, value, lr }) => [runId, metric, step, value, lr])).toEqual([
      ['HD_1_1', 'accuracy', 0, 0.9, null],
      ['HD_1_0', 'accuracy', 0, 0.5, 0.1],
      ['HD_1_0', 'accuracy', 1, 0.75, 0.1],
    ]);
  });

  it('has as columns what it has as rows', async () => {
    const run = await open(loggedTwice).load();
    for (const per of ['child', 'point'] as const) {
      const rows = await toRows(run, { per });
      const columns = await toColumns(run, { per });
      expect(columns.map(({ name }) => name)).toEqual(Object.keys(rows[0] ?? {}));
      for (const { name, values } of columns) expect(values).toEqual(rows.map((row) => row[name]));
    }
  });

  it('rejects where a child cannot be read, unless a report is asked for', async () => {
    const { backend, load } = open(loggedTwice);
    backend.unreadable.add('HD_1_0');
    const run = await load();
    await expect(toRows(run)).rejects.toThrow(UnreadableMetricsError);
    const rows = await toRows(run, { onUnreadable: 'report' });
    expect(rows.map(({ runId, steps }) => [runId, steps])).toContainEqual(['HD_1_0', null]);
  });

  it('refuses what it does not take, before it asks anything', async () => {
    const run = await open(loggedTwice).load();
    // @ts-expect-error -- wrong on purpose
    await expect(toRows(run, { per: 'run' })).rejects.toThrow("takes 'child' or 'point'");
    // @ts-expect-error -- wrong on purpose
    await expect(toColumns('HD_1')).rejects.toThrow(InvalidArgumentError);
  });
});
