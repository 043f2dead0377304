import { readFile } from 'node:fs/promises';
import type { Metric, RunRecord } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { garden } from '../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../storage/__fixtures__/temporary-folder.js';
import { createRunFiles } from '../storage/files/disk-run-files.js';
import { openRunStore } from '../storage/sqlite-run-store.js';
import { importRuns, type RunToImport } from './import-runs.js';
import { metricToRows } from './metric-to-rows.js';
import { orderForImport } from './order-for-import.js';

function record(runId: string, more: Partial<RunRecord> = {}): RunRecord {
  return { runId, status: 'Completed', hidden: false, tags: new Map(), properties: new Map(), warnings: [], ...more };
}

function toImport(runId: string, more: Partial<RunRecord> = {}): RunToImport {
  return { scope: garden, record: record(runId, more), metrics: [] };
}

describe('importRuns', () => {
  it('keeps listing order, also among runs that have no start or the same', async () => {
    const folder = await temporaryFolder();
    const start = new Date('2026-01-01');
    const children = [
      toImport('late', { parentRunId: 'HD_1' }),
      toImport('early', { parentRunId: 'HD_1' }),
      toImport('b', { parentRunId: 'HD_1', startTime: start }),
      toImport('a', { parentRunId: 'HD_1', startTime: start }),
    ];
    await importRuns(folder, [toImport('HD_1'), ...children]);
    const store = openRunStore({ file: `${folder}/runs.db` });
    const { runs } = store.listRuns({ scope: garden, parentRunId: 'HD_1', pageSize: 10 });
    expect(runs.map(({ runId }) => runId)).toEqual(['late', 'early', 'b', 'a']);
    store.close();
  });

  it('imports all runs or none, and touches no file of one that is there', async () => {
    const folder = await temporaryFolder();
    await importRuns(folder, [{ ...toImport('HD_1'), files: new Map([['outputs/a.txt', [Buffer.from('first')]]]) }]);
    const second = { ...toImport('HD_1'), files: new Map([['outputs/a.txt', [Buffer.from('second')]]]) };
    await expect(importRuns(folder, [toImport('HD_2'), second])).rejects.toMatchObject({
      code: 'refused',
      runId: 'HD_1',
    });
    const store = openRunStore({ file: `${folder}/runs.db` });
    expect(store.getRun({ scope: garden, runId: 'HD_2' })).toBeUndefined();
    store.close();
    const place = await createRunFiles(folder).find({ scope: garden, runId: 'HD_1' }, 'outputs/a.txt');
    expect(place).toBeDefined();

    expect(await readFile(place ?? '', 'utf8')).toBe('first');
  });

  it('leaves a run as it is that may be there, and imports it where it is not', async () => {
    const folder = await temporaryFolder();
    const shared = (status: string): RunToImport => ({ ...toImport('HD_0', { status }), mayBeThere: true });
    await importRuns(folder, [toImport('HD_1'), shared('Completed')]);
    await importRuns(folder, [toImport('HD_2'), shared('Failed')]);
    const store = openRunStore({ file: `${folder}/runs.db` });
    const statusOf = (runId: string): string | undefined => store.getRun({ scope: garden, runId })?.status;
    expect(['HD_0', 'HD_1', 'HD_2'].map(statusOf)).toEqual(['Completed', 'Completed', 'Completed']);
    store.close();
  });

  it.each(['../evil', '/etc/passwd', 'a/../../b', 'a\\..\\b', ''])('refuses a file called %j', async (name) => {
    const folder = await temporaryFolder();
    const run = { ...toImport('HD_1'), files: new Map([[name, [Buffer.from('x')]]]) };
    await expect(importRuns(folder, [run])).rejects.toMatchObject({ code: 'refused' });
  });

  it("writes the params that a service kept with a run into the run's own tag", async () => {
    const folder = await temporaryFolder();
    await importRuns(folder, [toImport('HD_1', { parameters: new Map([['lr', '0.1']]) })]);
    const store = openRunStore({ file: `${folder}/runs.db` });
    expect(store.getRun({ scope: garden, runId: 'HD_1' })?.tags).toEqual(
      new Map([['hyperparameters', '{"lr":"0.1"}']]),
    );
    store.close();
  });

  it('makes a run a sweep of the metric that somebody named for it', async () => {
    const folder = await temporaryFolder();
    await importRuns(folder, [toImport('P', { primaryMetric: { name: 'loss', goal: 'minimize' } })]);
    const store = openRunStore({ file: `${folder}/runs.db` });
    const run = store.getRun({ scope: garden, runId: 'P' });
    expect(run?.tags.get('_aml_system_primary_metric_config')).toBe('{"name":"loss","goal":"minimize"}');
    expect(run?.properties.get('azureml.runsource')).toBe('hyperdrive');
    store.close();
  });
});

describe('orderForImport', () => {
  it('puts parents before their children, whatever the listing', () => {
    const runs = [record('c', { parentRunId: 'b' }), record('b', { parentRunId: 'a' }), record('a')];
    expect(orderForImport(runs.map((run) => ({ record: run }))).map((run) => run.record.runId)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('comes to an end where runs are each other’s parents', () => {
    const runs = [record('a', { parentRunId: 'b' }), record('b', { parentRunId: 'a' })];
    expect(orderForImport(runs.map((run) => ({ record: run })))).toHaveLength(2);
  });

  it('orders a chain of 100,000 runs, visiting each once', () => {
    const ids = Array.from({ length: 100_000 }, (_, index) => `r${index}`);
    let visits = 0;
    const chain = ids.map((runId, index) => ({
      runId,
      get record(): RunRecord {
        visits += 1;
        return record(runId, { parentRunId: ids[index - 1] });
      },
    }));
    expect(orderForImport(chain.toReversed()).map(({ runId }) => runId)).toEqual(ids);
    expect(visits).toBeLessThanOrEqual(3 * ids.length);
  });
});

describe('metricToRows', () => {
  it('gives every row an id of its own, and dates those that have no time', () => {
    const time = new Date('2026-01-01');
    const points = [
      { value: 1, step: 7 },
      { value: 2, time: new Date('2026-02-01') },
    ];
    const metric: Metric = { kind: 'scalar', name: 'loss', valueType: 'double', points };
    const rows = metricToRows(metric, time);
    expect(rows.map((row) => [row.step, row.time.toISOString().slice(0, 10)])).toEqual([
      [7, '2026-01-01'],
      [undefined, '2026-02-01'],
    ]);
    expect(new Set(rows.map(({ metricId }) => metricId)).size).toBe(2);
  });
});
