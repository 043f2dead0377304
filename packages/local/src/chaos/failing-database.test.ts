import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { workspace } from '../server/__fixtures__/start-test-service.js';
import { findRunningService } from '../service-file.js';
import { type StartedLocalService, startLocalService, startServiceWith } from '../start-local-service.js';
import { garden } from '../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../storage/__fixtures__/temporary-folder.js';
import type { SqliteDatabaseOptions } from '../storage/database/sqlite-database.js';
import { openRunStore } from '../storage/sqlite-run-store.js';
import { loadRuns } from '../testing/load-runs.js';

async function startWithRun(database: SqliteDatabaseOptions): Promise<StartedLocalService> {
  const folder = await temporaryFolder();
  loadRuns(folder, [{ scope: garden, runId: 'a', status: 'Running' }]);
  const service = await startServiceWith({ folder }, database);
  onTestFinished(() => service.close());
  return service;
}

/** Logs a row that fills a page of the database. */
function log(service: StartedLocalService, metricId: string): Promise<Response> {
  const value = [{ metricId, data: { note: 'x'.repeat(3000) } }];
  return fetch(`${service.address}/metric/v2.0/${workspace}/runs/a/batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token}` },
    body: JSON.stringify({ values: [{ name: 'note', value }] }),
  });
}

function storedIds(service: StartedLocalService): readonly string[] {
  const store = openRunStore({ file: join(service.folder, 'runs.db') });
  try {
    return store.readMetricRows({ scope: garden, runId: 'a' }, 'note').map((row) => row.metricId);
  } finally {
    store.close();
  }
}

describe('a service whose database', () => {
  it('finds no room refuses what it cannot keep, says why, and keeps and answers the rest', async () => {
    const service = await startWithRun({ maxPages: 60 });
    const acknowledged: string[] = [];
    let answer = await log(service, 'row 0');
    for (let n = 1; answer.ok; n += 1) {
      acknowledged.push(`row ${n - 1}`);
      answer = await log(service, `row ${n}`);
    }
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      error: { code: 'ServiceError', message: expect.stringContaining('the disk is full'), details: [] },
    });
    expect(storedIds(service)).toEqual(acknowledged);
    const run = `${service.address}/history/v1.0/${workspace}/runs/a`;
    const read = await fetch(run, { headers: { authorization: `Bearer ${service.token}` } });
    expect(read.status).toBe(200);
  });

  it('is locked by somebody else says so, and takes the same delivery afterwards', async () => {
    const service = await startWithRun({ waitMs: 10 });
    const driver = new Database(join(service.folder, 'runs.db'));
    onTestFinished(() => void driver.close());
    driver.exec('BEGIN IMMEDIATE');
    const answer = await log(service, 'row');
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('another process is writing')]);
    driver.exec('ROLLBACK');
    expect((await log(service, 'row')).status).toBe(200);
    expect(storedIds(service)).toEqual(['row']);
  });

  it.each([
    ['of a newer version', 'newer-version', (file: string) => alter(file, 'PRAGMA user_version = 99')],
    ['of another program', 'not-ours', (file: string) => alter(file, 'PRAGMA application_id = 1')],
    ['damaged', 'not-ours', (file: string) => writeFile(file, 'no database at all'.repeat(1000))],
    ['cut off', 'corrupt', async (file: string) => writeFile(file, (await readFile(file)).subarray(0, 5000))],
  ])('is %s does not start, leaves the file as it is and the folder free', async (_, failure, change) => {
    const folder = await temporaryFolder();
    const file = join(folder, 'runs.db');
    openRunStore({ file }).close();
    await change(file);
    const before = await readFile(file);
    await expect(startLocalService({ folder })).rejects.toMatchObject({ failure, file });
    expect(await readFile(file)).toEqual(before);
    expect(findRunningService(folder)).toBeUndefined();
  });
});

async function alter(file: string, sql: string): Promise<void> {
  const driver = new Database(file);
  driver.exec(sql);
  driver.close();
}
