import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BackendError } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import Database from 'libsql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { awkwardText, awkwardTexts } from './__fixtures__/awkward-text.js';
import { garden } from './__fixtures__/garden-scope.js';
import { openTemporaryStore } from './__fixtures__/open-temporary-store.js';
import { temporaryFolder } from './__fixtures__/temporary-folder.js';
import { StorageError } from './database/storage-error.js';
import type { StoreChange } from './run-store.js';
import type { NewRun } from './runs/stored-run.js';
import { openRunStore } from './sqlite-run-store.js';

const times = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true });
const definitions = fc.json().map((text): JsonValue => new Map([['definition', text]]));

const newRuns: fc.Arbitrary<NewRun> = fc.record(
  {
    scope: fc.record({
      subscriptionId: awkwardText,
      resourceGroup: awkwardText,
      workspaceName: awkwardText,
      experimentName: awkwardText,
    }),
    runId: awkwardText,
    status: fc.constantFrom('NotStarted', 'Running', 'Completed', 'SomethingNew'),
    parentRunId: awkwardText,
    runType: awkwardText,
    number: fc.nat(),
    name: awkwardText,
    displayName: awkwardText,
    description: awkwardText,
    hidden: fc.boolean(),
    tags: awkwardTexts,
    properties: awkwardTexts,
    createdTime: times,
    startTime: times,
    endTime: times,
    error: fc.record({ code: awkwardText, message: awkwardText }),
    warnings: fc.array(awkwardText, { maxLength: 3 }),
    cancellationReason: awkwardText,
    createdBy: awkwardText,
    queueMessage: awkwardText,
    runDefinition: definitions,
    target: awkwardText,
  },
  { requiredKeys: ['scope', 'runId'] },
);

describe('runs', () => {
  it('are got back with every word, key and time that they were created with', async () => {
    const store = await openTemporaryStore();
    fc.assert(
      fc.property(newRuns, (run) => {
        if (store.getRun(run) !== undefined) return;
        const created = store.createRun(run);
        expect(created).toMatchObject(run);
        expect(store.getRun(run)).toStrictEqual(created);
      }),
    );
  });

  it('get defaults for what is left out', async () => {
    const store = await openTemporaryStore();
    store.createRun({ scope: garden, runId: 'parent' });
    const child = store.createRun({ scope: garden, runId: 'child', parentRunId: 'parent' });
    const grandchild = store.createRun({ scope: garden, runId: 'grandchild', parentRunId: 'child' });
    expect(child).toMatchObject({ status: 'NotStarted', hidden: false, rootRunId: 'parent', number: 2, sequence: 2 });
    expect(grandchild.rootRunId).toBe('parent');
    expect(child.tags).toStrictEqual(new Map());
  });

  it('are unique in their workspace, whatever the experiment, and apart in other workspaces', async () => {
    const store = await openTemporaryStore();
    store.createRun({ scope: garden, runId: 'a' });
    expect(() => store.createRun({ scope: { ...garden, experimentName: 'pears' }, runId: 'a' })).toThrow(BackendError);
    const elsewhere = { ...garden, workspaceName: 'greenhouse' };
    store.createRun({ scope: elsewhere, runId: 'a', name: 'other' });
    expect(store.getRun({ scope: garden, runId: 'a' })?.name).toBeUndefined();
  });

  it('change only where an update says so', async () => {
    const store = await openTemporaryStore();
    const key = { scope: garden, runId: 'a' };
    const before = store.createRun({
      ...key,
      tags: new Map([
        ['keep', '1'],
        ['drop', '2'],
        ['change', '3'],
      ]),
      warnings: ['first'],
      queueMessage: 'waiting',
    });
    const after = store.updateRun(key, {
      status: 'Running',
      removeTags: ['drop', 'never there'],
      setTags: new Map([
        ['change', '4'],
        ['new', '5'],
      ]),
      addProperties: new Map([['p', 'q']]),
      addWarnings: ['second'],
      queueMessage: null,
      hidden: true,
    });
    expect(after).toStrictEqual({
      ...before,
      status: 'Running',
      tags: new Map([
        ['keep', '1'],
        ['change', '4'],
        ['new', '5'],
      ]),
      properties: new Map([['p', 'q']]),
      warnings: ['first', 'second'],
      queueMessage: undefined,
      hidden: true,
    });
    expect(store.getRun(key)).toStrictEqual(after);
  });

  it('that do not exist cannot be updated, logged to or read metrics of', async () => {
    const store = await openTemporaryStore();
    const key = { scope: garden, runId: 'nobody' };
    expect(store.getRun(key)).toBeUndefined();
    for (const call of [
      () => store.updateRun(key, { status: 'Running' }),
      () => store.appendMetricRows(key, []),
      () => store.listMetrics(key),
      () => store.readMetricRows(key, 'm'),
    ]) {
      expect(call).toThrow(expect.objectContaining({ code: 'run-not-found', runId: 'nobody' }));
    }
  });

  it('keep what the engine remembers of them apart from what clients see', async () => {
    const store = await openTemporaryStore();
    const run = store.createRun({ scope: garden, runId: 'a' });
    store.setEngineState(run, new Map([['drawn', 2n ** 60n]]));
    expect(store.getEngineState(run)).toStrictEqual(new Map([['drawn', 2n ** 60n]]));
    expect(store.getRun(run)).toStrictEqual(run);
  });

  it('that are sweeps and not ended are found in all scopes, oldest first', async () => {
    const store = await openTemporaryStore();
    const elsewhere = { ...garden, subscriptionId: 'other' };
    store.createRun({ scope: garden, runId: 'one', runType: 'hyperdrive', status: 'Running' });
    store.createRun({ scope: garden, runId: 'ended', runType: 'hyperdrive', status: 'Canceled' });
    store.createRun({ scope: garden, runId: 'trial', status: 'Running' });
    store.createRun({ scope: elsewhere, runId: 'two', runType: 'hyperdrive' });
    expect(store.unfinishedSweeps().map((run) => run.runId)).toEqual(['one', 'two']);
  });

  it('return all their children in the order of creation, more than one page of them', async () => {
    const store = await openTemporaryStore();
    const ids = Array.from({ length: 450 }, (_, n) => `child_${n}`);
    store.transaction(() => {
      for (const runId of ids) store.createRun({ scope: garden, runId, parentRunId: 'parent' });
    });
    expect([...store.childrenOf({ scope: garden, runId: 'parent' })].map((run) => run.runId)).toEqual(ids);
  });
});

describe('the file', () => {
  it('has after a call what the call wrote, for another process that opens it', async () => {
    const file = join(await temporaryFolder(), 'runs.db');
    const first = openRunStore({ file });
    onTestFinished(() => first.close());
    first.createRun({ scope: garden, runId: 'a', tags: new Map([['t', 'v']]) });
    const second = openRunStore({ file });
    onTestFinished(() => second.close());
    expect(second.getRun({ scope: garden, runId: 'a' })).toStrictEqual(first.getRun({ scope: garden, runId: 'a' }));
  });

  it('of a newer version is refused and left as it is', async () => {
    const file = join(await temporaryFolder(), 'runs.db');
    openRunStore({ file }).close();
    const driver = new Database(file);
    driver.exec('PRAGMA user_version = 99');
    driver.close();
    const before = await readFile(file);
    expect(() => openRunStore({ file })).toThrow(expect.objectContaining({ failure: 'newer-version', file }));
    expect(await readFile(file)).toEqual(before);
  });

  it('of another program is refused and left as it is', async () => {
    const file = join(await temporaryFolder(), 'theirs.db');
    const driver = new Database(file);
    driver.exec('CREATE TABLE recipes (name TEXT)');
    driver.close();
    const before = await readFile(file);
    expect(() => openRunStore({ file })).toThrow(expect.objectContaining({ failure: 'not-ours' }));
    expect(await readFile(file)).toEqual(before);
  });

  it('that is no database is refused and left as it is', async () => {
    const file = join(await temporaryFolder(), 'notes.txt');
    await writeFile(file, 'dear diary\n'.repeat(500));
    expect(() => openRunStore({ file })).toThrow(StorageError);
    expect(await readFile(file, 'utf8')).toBe('dear diary\n'.repeat(500));
  });

  it('in a folder that does not exist is an error that names the file', async () => {
    const file = join(await temporaryFolder(), 'missing', 'runs.db');
    expect(() => openRunStore({ file })).toThrow(expect.objectContaining({ failure: 'unwritable', file }));
  });

  it('that another process keeps locked is an error that may be tried again', async () => {
    const file = join(await temporaryFolder(), 'runs.db');
    const store = openRunStore({ file, waitMs: 10 });
    onTestFinished(() => store.close());
    const driver = new Database(file);
    onTestFinished(() => void driver.close());
    driver.exec('BEGIN IMMEDIATE');
    expect(() => store.createRun({ scope: garden, runId: 'a' })).toThrow(
      expect.objectContaining({ failure: 'locked', isRetryable: true }),
    );
    driver.exec('ROLLBACK');
    expect(store.createRun({ scope: garden, runId: 'a' }).runId).toBe('a');
  });
});

describe('a transaction', () => {
  it('that fails leaves nothing behind and notifies nobody', async () => {
    const store = await openTemporaryStore();
    const published: StoreChange[] = [];
    store.subscribe((change) => published.push(change));
    expect(() =>
      store.transaction(() => {
        store.createRun({ scope: garden, runId: 'a' });
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(store.getRun({ scope: garden, runId: 'a' })).toBeUndefined();
    expect(published).toEqual([]);
  });

  it('inside another one can fail alone', async () => {
    const store = await openTemporaryStore();
    const published: string[] = [];
    store.subscribe((change) => published.push(change.kind === 'metrics-logged' ? change.kind : change.run.runId));
    store.transaction(() => {
      store.createRun({ scope: garden, runId: 'kept' });
      expect(() =>
        store.transaction(() => {
          store.createRun({ scope: garden, runId: 'lost' });
          throw new Error('stop');
        }),
      ).toThrow('stop');
    });
    expect(store.getRun({ scope: garden, runId: 'lost' })).toBeUndefined();
    expect(published).toEqual(['kept']);
  });

  it('publishes what was written once it is committed, in order', async () => {
    const store = await openTemporaryStore();
    const published: string[] = [];
    const end = store.subscribe((change) => published.push(change.kind));
    store.transaction(() => {
      const run = store.createRun({ scope: garden, runId: 'a' });
      store.updateRun(run, { status: 'Running' });
      const row = {
        metricId: '1',
        name: 'm',
        metricType: 'azureml.v1.scalar',
        columns: new Map([['m', 'int']]),
        data: new Map([['m', 1]]),
        time: new Date(),
      };
      store.appendMetricRows(run, [row]);
      store.appendMetricRows(run, [row]);
      expect(published).toEqual([]);
    });
    expect(published).toEqual(['run-created', 'run-updated', 'metrics-logged']);
    end();
    store.createRun({ scope: garden, runId: 'b' });
    expect(published).toHaveLength(3);
  });
});
