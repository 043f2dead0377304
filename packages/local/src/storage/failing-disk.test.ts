import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { garden } from './__fixtures__/garden-scope.js';
import { temporaryFolder } from './__fixtures__/temporary-folder.js';
import type { RunStore } from './run-store.js';
import { openRunStore } from './sqlite-run-store.js';

const run = { scope: garden, runId: 'a' };
const full = expect.objectContaining({ failure: 'full', isRetryable: true });

function log(store: RunStore, metricId: string): void {
  // Large rows: a page is full after one.
  const data = new Map([['note', 'x'.repeat(3000)]]);
  const columns = new Map([['note', 'string']]);
  const row = { metricId, name: 'note', metricType: 'azureml.v1.scalar', columns, data, time: new Date() };
  store.appendMetricRows(run, [row]);
}

/** Fills the store until nothing goes in any more. Answers the ids of the rows that did. */
function fill(store: RunStore): readonly string[] {
  const kept: string[] = [];
  expect(() => {
    for (let n = 0; n < 1000; n += 1) {
      log(store, `${n}`);
      kept.push(`${n}`);
    }
  }).toThrow(full);
  return kept;
}

describe('a store on a full disk', () => {
  it('says so, keeps all that it took before and nothing of what it did not, and still reads', async () => {
    const file = join(await temporaryFolder(), 'runs.db');
    const store = openRunStore({ file, maxPages: 60 });
    onTestFinished(() => store.close());
    store.createRun(run);
    const kept = fill(store);
    expect(kept.length).toBeGreaterThan(10);
    expect(store.readMetricRows(run, 'note').map((row) => row.metricId)).toEqual(kept);
    expect(() =>
      store.transaction(() => {
        store.updateRun(run, { status: 'Running' });
        for (let n = 0; n < 50; n += 1) log(store, `more ${n}`);
      }),
    ).toThrow(full);
    expect(store.getRun(run)?.status).toBe('NotStarted');
  });

  it('goes on where space was made, with the same connection or another', async () => {
    const file = join(await temporaryFolder(), 'runs.db');
    const small = openRunStore({ file, maxPages: 60 });
    small.createRun(run);
    const kept = fill(small);
    small.close();
    const store = openRunStore({ file });
    onTestFinished(() => store.close());
    log(store, 'later');
    expect(store.readMetricRows(run, 'note').map((row) => row.metricId)).toEqual([...kept, 'later']);
  });

  it('that is too full for the schema makes nothing of it', async () => {
    const file = join(await temporaryFolder(), 'runs.db');
    expect(() => openRunStore({ file, maxPages: 3 })).toThrow(full);
    const store = openRunStore({ file });
    onTestFinished(() => store.close());
    expect(store.createRun(run).runId).toBe('a');
  });
});

describe('a store with a damaged file', () => {
  it('says so at the first read of the damage, and overwrites nothing', async () => {
    const file = join(await temporaryFolder(), 'runs.db');
    const store = openRunStore({ file });
    store.createRun(run);
    for (let n = 0; n < 10; n += 1) log(store, `${n}`);
    store.close();
    const bytes = await readFile(file);
    bytes.fill(0x55, 4096, bytes.length - 4096);
    await writeFile(file, bytes);
    const damaged = { failure: 'corrupt', file, message: expect.stringContaining('cannot be read any more') };
    expect(() => {
      const opened = openRunStore({ file });
      try {
        log(opened, 'x');
      } finally {
        opened.close();
      }
    }).toThrow(expect.objectContaining(damaged));
    // In the first page SQLite counts its openings.
    expect((await readFile(file)).subarray(4096)).toEqual(bytes.subarray(4096));
  });
});
