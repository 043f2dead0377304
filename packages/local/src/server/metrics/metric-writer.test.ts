import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../storage/__fixtures__/temporary-folder.js';
import type { SqliteDatabaseOptions } from '../../storage/database/sqlite-database.js';
import type { NewMetricRow } from '../../storage/metrics/stored-metric.js';
import type { RunStore } from '../../storage/run-store.js';
import { openRunStore } from '../../storage/sqlite-run-store.js';
import { createWriteGroup } from '../writes/write-group.js';
import { createMetricWriter } from './metric-writer.js';

const key = (runId: string) => ({ scope: garden, runId });

async function openStore(options: SqliteDatabaseOptions = {}): Promise<RunStore> {
  const store = openRunStore({ ...options, file: join(await temporaryFolder(), 'runs.db') });
  onTestFinished(() => store.close());
  for (const runId of ['a', 'b', 'c']) store.createRun({ scope: garden, runId });
  return store;
}

const rowsOf = (count: number, from = 0): readonly NewMetricRow[] =>
  Array.from({ length: count }, (_, n) => ({
    metricId: `row-${from + n}`,
    name: 'loss',
    metricType: 'azureml.v1.scalar',
    columns: new Map([['loss', 'double']]),
    data: new Map([['loss', from + n]]),
    step: from + n,
    time: new Date(0),
  }));

const storedIn = (store: RunStore, runId: string): readonly string[] =>
  store.readMetricRows(key(runId), 'loss').map(({ metricId }) => metricId);

it('stores in one transaction what arrives together, and acknowledges none of it before it is on the disk', async () => {
  const events: string[] = [];
  const store = await openStore({ onCommit: (moment) => events.push(moment) });
  events.length = 0;
  const writer = createMetricWriter(store, createWriteGroup(store));
  const deliveries = ['a', 'b', 'c', 'a'].map(async (runId, n) => {
    await writer.append(key(runId), rowsOf(2, n * 2));
    events.push(`acknowledged ${n}`);
  });
  await Promise.all(deliveries);
  expect(events).toEqual([
    'begun',
    'before-commit',
    'after-commit',
    'acknowledged 0',
    'acknowledged 1',
    'acknowledged 2',
    'acknowledged 3',
  ]);
  expect(storedIn(store, 'a')).toEqual(['row-0', 'row-1', 'row-6', 'row-7']);
  expect(storedIn(store, 'b')).toEqual(['row-2', 'row-3']);
});

it('refuses a delivery for what is wrong with it, and keeps the others that came with it', async () => {
  const store = await openStore();
  const writer = createMetricWriter(store, createWriteGroup(store));
  const [first, unknown, empty, second] = await Promise.allSettled([
    writer.append(key('a'), rowsOf(1)),
    writer.append(key('nobody'), rowsOf(1)),
    writer.append(key('nobody'), []),
    writer.append(key('b'), rowsOf(1)),
  ]);
  expect([first.status, second.status]).toEqual(['fulfilled', 'fulfilled']);
  const notFound = { status: 'rejected', reason: { code: 'run-not-found' } };
  expect([unknown, empty]).toMatchObject([notFound, notFound]);
  expect([storedIn(store, 'a'), storedIn(store, 'b')]).toEqual([['row-0'], ['row-0']]);
});

it('acknowledges nothing where the disk fails, and goes on with what comes afterwards', async () => {
  let isFailing = false;
  const store = await openStore({
    onCommit(moment) {
      if (moment === 'before-commit' && isFailing) throw new Error('the disk failed');
    },
  });
  isFailing = true;
  const writer = createMetricWriter(store, createWriteGroup(store));
  const failed = await Promise.allSettled([writer.append(key('a'), rowsOf(1)), writer.append(key('b'), rowsOf(1))]);
  expect(failed).toMatchObject([
    { reason: { message: 'the disk failed' } },
    { reason: { message: 'the disk failed' } },
  ]);
  expect([storedIn(store, 'a'), storedIn(store, 'b')]).toEqual([[], []]);
  isFailing = false;
  await writer.append(key('a'), rowsOf(1));
  expect(storedIn(store, 'a')).toEqual(['row-0']);
});

it('stores a long delivery in parts, in its order, between which the loop goes round', async () => {
  const begun: number[] = [];
  let rounds = 0;
  const store = await openStore({
    onCommit: (moment) => {
      if (moment === 'begun') begun.push(rounds);
    },
  });
  begun.length = 0;
  const writer = createMetricWriter(store, createWriteGroup(store));
  const count = (): void => {
    rounds += 1;
    if (begun.length < 3) setImmediate(count);
  };
  setImmediate(count);
  await writer.append(key('a'), rowsOf(2500));
  expect(begun).toHaveLength(3);
  expect(new Set(begun).size).toBe(3);
  expect(storedIn(store, 'a')).toEqual(rowsOf(2500).map(({ metricId }) => metricId));
});
