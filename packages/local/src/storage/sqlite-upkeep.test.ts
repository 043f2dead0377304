import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { garden } from './__fixtures__/garden-scope.js';
import { openTemporaryStore } from './__fixtures__/open-temporary-store.js';
import { temporaryFolder } from './__fixtures__/temporary-folder.js';
import { openSqliteDatabase } from './database/sqlite-database.js';
import type { RunKey } from './run-key.js';
import type { RunStore } from './run-store.js';
import { openRunStore } from './sqlite-run-store.js';

const key = (runId: string): RunKey => ({ scope: garden, runId });

/** Logs about a megabyte for a run. */
function logMuch(store: RunStore, runId: string): void {
  const text = 'x'.repeat(1000);
  store.appendMetricRows(
    key(runId),
    Array.from({ length: 1000 }, (_, n) => ({
      metricId: `${runId}-${n}`,
      name: 'text',
      metricType: 'azureml.v1.scalar',
      columns: new Map([['text', 'string']]),
      data: new Map([['text', text]]),
      time: new Date(0),
    })),
  );
}

function shrinkAll(store: RunStore): void {
  while (store.shrink() === 'more');
}

describe('deleting runs', () => {
  it('takes all that belongs to them, and leaves the others whole', async () => {
    const store = await openTemporaryStore();
    for (const [runId, parentRunId] of [['a'], ['a_0', 'a'], ['b'], ['b_0', 'b']]) {
      store.createRun({ scope: garden, runId: runId ?? '', parentRunId, tags: new Map([['t', '1']]) });
      logMuch(store, runId ?? '');
    }
    store.deleteRuns([key('a_0'), key('a')]);
    expect([store.getRun(key('a')), store.getRun(key('a_0')), store.countRuns()]).toEqual([undefined, undefined, 2]);
    expect(store.readMetricRows(key('b_0'), 'text', {})).toHaveLength(1000);
    expect(store.getRun(key('b'))?.tags).toEqual(new Map([['t', '1']]));
    // An id that is free again begins anew.
    store.createRun({ scope: garden, runId: 'a' });
    expect([store.getRun(key('a'))?.tags.size, store.listMetrics(key('a'))]).toEqual([0, []]);
  });

  it('deletes none of them where one does not exist', async () => {
    const store = await openTemporaryStore();
    store.createRun({ scope: garden, runId: 'a' });
    expect(() => store.deleteRuns([key('a'), key('nobody')])).toThrow('nobody');
    expect(store.countRuns()).toBe(1);
  });
});

describe('looking over runs', () => {
  it('finds those without a parent, the last created first, in every workspace', async () => {
    const store = await openTemporaryStore();
    store.transaction(() => {
      for (let n = 0; n < 450; n += 1) store.createRun({ scope: garden, runId: `r${n}` });
    });
    store.createRun({ scope: garden, runId: 'child', parentRunId: 'r0' });
    store.createRun({ scope: { ...garden, workspaceName: 'other' }, runId: 'r0' });
    const found = Array.from(store.rootRuns(), (run) => `${run.scope.workspaceName}/${run.runId}`);
    expect([found.length, found[0], found[1], found.at(-1)]).toEqual([451, 'other/r0', 'orchard/r449', 'orchard/r0']);
  });

  it('finds what is below a run first, however deep, also where runs are each other’s parents', async () => {
    const store = await openTemporaryStore();
    store.createRun({ scope: garden, runId: 'top' });
    store.createRun({ scope: garden, runId: 'middle', parentRunId: 'top', status: 'Failed' });
    store.createRun({ scope: garden, runId: 'leaf', parentRunId: 'middle' });
    store.createRun({ scope: { ...garden, workspaceName: 'other' }, runId: 'stranger', parentRunId: 'top' });
    expect(store.runAndBelow(key('top')).map(({ runId, status }) => `${runId} ${status}`)).toEqual([
      'leaf NotStarted',
      'middle Failed',
      'top NotStarted',
    ]);
    store.createRun({ scope: garden, runId: 'ring', parentRunId: 'ring' });
    expect(store.runAndBelow(key('ring')).map(({ runId }) => runId)).toEqual(['ring']);
  });
});

describe('the file', () => {
  const grow = (store: RunStore): void => {
    for (const runId of ['a', 'b', 'c']) {
      store.createRun({ scope: garden, runId });
      for (let n = 0; n < 4; n += 1) store.transaction(() => logMuch(store, runId));
    }
  };

  it('gets smaller when what was deleted is given back', async () => {
    const file = join(await temporaryFolder(), 'runs.db');
    const store = openRunStore({ file });
    grow(store);
    store.deleteRuns([key('a'), key('b')]);
    expect(store.freeBytes()).toBeGreaterThan(1_500_000);
    shrinkAll(store);
    expect(store.freeBytes()).toBe(0);
    expect(statSync(file).size).toBeLessThan(2_000_000);
    expect(statSync(`${file}-wal`).size).toBe(0);
    expect(store.readMetricRows(key('c'), 'text', {})).toHaveLength(1000);
    store.close();
  });

  it('that an older version wrote gets smaller too', async () => {
    const file = join(await temporaryFolder(), 'runs.db');
    let store = openRunStore({ file });
    grow(store);
    store.close();
    const old = openSqliteDatabase(file);
    old.execute('PRAGMA auto_vacuum = NONE; VACUUM');
    old.close();
    store = openRunStore({ file });
    store.deleteRuns([key('a'), key('b')]);
    shrinkAll(store);
    expect(statSync(file).size).toBeLessThan(2_000_000);
    store.deleteRuns([key('c')]);
    shrinkAll(store);
    expect(statSync(file).size).toBeLessThan(300_000);
    store.close();
  });
});
