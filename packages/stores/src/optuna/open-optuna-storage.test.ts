import { copyFileSync, rmSync } from 'node:fs';
import { copyFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'libsql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hashFolder } from '../__fixtures__/hash-folder.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { type OpenOptunaOptions, openOptunaStorage } from './open-optuna-storage.js';
import { openSqliteStorage } from './sqlite/open-sqlite-storage.js';
import { type TrialToWrite, writeStudies } from './write/study-writer.js';

const distributionJson =
  '{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0, "high": 1.0, "log": false}}';

function trial(value: number): TrialToWrite {
  const parameters = [{ name: 'x', internal: 0.5, distributionJson }];
  return { state: 'COMPLETE', values: [value], parameters, intermediates: new Map([[0, value]]) };
}

/** A storage with two studies: `garden` of three trials and `pond` of one. */
async function storage(): Promise<{ readonly file: string; readonly folder: string }> {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'it is 100% a study?.db');
  const trials = [trial(2), trial(1), trial(3)];
  writeStudies(file, [
    { name: 'garden', directions: ['MINIMIZE'], trials },
    { name: 'pond', directions: ['MAXIMIZE'], trials: [trial(7)] },
  ]);
  return { file, folder };
}

/** Reads everything that a backend returns of a storage. */
async function readAll(file: string, options?: OpenOptunaOptions): Promise<readonly string[]> {
  const backend = await openOptunaStorage(file, options);
  const seen: string[] = [];
  for await (const sweep of backend.listSweeps()) {
    seen.push(`${sweep.runId} ${sweep.status} ${sweep.properties.get('best_child_run_id')}`);
    const ids: string[] = [];
    for await (const child of backend.listChildRuns(sweep.runId)) ids.push(child.runId);
    for await (const result of backend.getMetrics(ids)) seen.push(`${result.runId} ${result.kind}`);
  }
  return seen;
}

const whole = [
  'pond Completed pond_0',
  'pond_0 read',
  'garden Completed garden_1',
  'garden_2 read',
  'garden_1 read',
  'garden_0 read',
];

function run(file: string, ...statements: readonly string[]): void {
  const database = new Database(file);
  for (const statement of statements) database.exec(statement);
  database.close();
}

/** Copies a storage as it is while a transaction has overwritten pages that only its `-journal` knows. */
async function cutInTheMiddle(file: string, copy: string): Promise<void> {
  const database = new Database(file);
  database.exec('PRAGMA cache_size = 1');
  database.exec('BEGIN IMMEDIATE');
  database.exec(
    'CREATE TABLE large AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000) SELECT hex(randomblob(100)) FROM n',
  );
  database.exec("UPDATE trials SET state = 'FAIL'");
  database.exec('UPDATE large SET rowid = rowid + 10000');
  await copyFile(file, copy);
  await copyFile(`${file}-journal`, `${copy}-journal`);
  database.exec('ROLLBACK');
  database.close();
}

describe('an Optuna storage', () => {
  it('is read whole, and nothing in its folder changes', async () => {
    const { file, folder } = await storage();
    const before = await hashFolder(folder);
    expect(await readAll(file)).toEqual(whole);
    expect(await hashFolder(folder)).toEqual(before);
  });

  it('is read by the address that Optuna has for it, and by a relative path', async () => {
    const { file, folder } = await storage();
    expect(await readAll(`sqlite:///${file}`)).toEqual(whole);
    expect(await readAll(path.basename(file), { folder })).toEqual(whole);
  });

  it('shows one study where one is named', async () => {
    const { file } = await storage();
    expect(await readAll(file, { study: 'pond' })).toEqual(whole.slice(0, 2));
  });

  it('is read in WAL mode without a file beside it, and with what only its WAL contains', async () => {
    const { file, folder } = await storage();
    run(file, 'PRAGMA journal_mode = WAL');
    const before = await hashFolder(folder);
    expect(await readAll(file)).toEqual(whole);
    expect(await hashFolder(folder)).toEqual(before);

    const writer = new Database(file);
    onTestFinished(() => void writer.close());
    writer.exec("UPDATE studies SET study_name = 'lake' WHERE study_name = 'pond'");
    expect((await readAll(file))[0]).toBe('lake Completed lake_0');

    // As a copy is made while somebody writes: no process has it open.
    const copies = path.join(folder, 'copies');
    await mkdir(copies);
    await copyFile(file, path.join(copies, 'a.db'));
    await copyFile(`${file}-wal`, path.join(copies, 'a.db-wal'));
    const copied = await hashFolder(copies);
    expect((await readAll(path.join(copies, 'a.db')))[0]).toBe('lake Completed lake_0');
    expect(await hashFolder(copies)).toEqual(copied);
  });

  it('that was copied in the middle of a write is refused, and read from a repaired copy where that is asked', async () => {
    const { file, folder } = await storage();
    const copy = path.join(folder, 'copy.db');
    await cutInTheMiddle(file, copy);
    const before = await hashFolder(folder);
    await expect(readAll(copy)).rejects.toMatchObject({
      code: 'unreadable-store',
      failure: 'half-written',
      isRetryable: false,
      hint: expect.stringContaining('copy=true'),
    });
    expect(await readAll(copy, { copy: true })).toEqual(whole);
    expect(await hashFolder(folder)).toEqual(before);
  });

  it('whose writer begins anew while it is opened is read, and not taken for one that was left', async () => {
    const { file, folder } = await storage();
    const copy = path.join(folder, 'copy.db');
    await cutInTheMiddle(file, copy);
    const looking = openSqliteStorage(copy).look((look) => look.listStudies().length, {});
    copyFileSync(file, copy);
    rmSync(`${copy}-journal`);
    expect(await looking).toBe(2);
  });

  it('that is locked is waited for, and then reported as what may succeed later', async () => {
    const { file } = await storage();
    const writer = new Database(file);
    onTestFinished(() => void writer.close());
    writer.exec('BEGIN EXCLUSIVE');
    const impatient = openSqliteStorage(file, { patienceMs: 0 });
    await expect(impatient.look((look) => look.listStudies(), {})).rejects.toMatchObject({
      failure: 'locked',
      isRetryable: true,
    });
    const looking = openSqliteStorage(file).look((look) => look.listStudies().length, {});
    writer.exec('ROLLBACK');
    expect(await looking).toBe(2);
  });

  it('stops waiting with the reason of the signal', async () => {
    const { file } = await storage();
    const writer = new Database(file);
    onTestFinished(() => void writer.close());
    writer.exec('BEGIN EXCLUSIVE');
    const stop = new AbortController();
    const looking = openSqliteStorage(file).look((look) => look.listStudies(), { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(looking).rejects.toThrow('enough');
  });
});

describe('what is no storage', () => {
  const cases: readonly (readonly [string, string, (file: string) => Promise<void> | void, RegExp])[] = [
    ['nothing', 'missing', () => undefined, /There is no file/],
    ['an empty file', 'not-a-store', (file) => writeFile(file, ''), /is empty/],
    ['text', 'not-a-store', (file) => writeFile(file, 'lr,loss\n'), /neither a SQLite database nor a journal/],
    ['a folder', 'not-a-store', (file) => mkdir(file), /is no file/],
    ['another database', 'not-a-store', (file) => run(file, 'CREATE TABLE a (b)'), /no tables of studies and trials/],
    [
      'an older storage',
      'unsupported-version',
      (file) => withVersion(file, 'v2.6.0.a'),
      /older schema "v2.6.0.a"; v3.2.0.a/,
    ],
    [
      'a newer storage',
      'unsupported-version',
      (file) => withVersion(file, 'v6.0.0.a'),
      /has the schema "v6.0.0.a"; v3.2.0.a/,
    ],
    [
      'what begins like a database',
      'not-a-store',
      (file) => writeFile(file, 'SQLite format 3\0 not really'.padEnd(4096, 'x')),
      /no SQLite database/,
    ],
    ['half of a database', 'half-written', half, /not whole/],
    [
      'a broken journal',
      'damaged',
      (file) => writeFile(file, '{"op_code":10}\n{broken\n{"op_code":1}\n'),
      /Line 2 .* is no JSON/,
    ],
    [
      'a journal of tomorrow',
      'damaged',
      (file) => writeFile(file, '{"op_code":99,"worker_id":"w"}\n'),
      /Line 1 .* operation 99/,
    ],
  ];

  function withVersion(file: string, version: string): void {
    writeStudies(file, []);
    run(file, `UPDATE alembic_version SET version_num = '${version}'`);
  }

  async function half(file: string): Promise<void> {
    writeStudies(file, [{ name: 'garden', directions: ['MINIMIZE'], trials: [trial(1)] }]);
    const { length } = await readFile(file);
    await truncate(file, Math.floor(length / 8192) * 4096);
  }

  it.each(cases)('is refused, unchanged: %s', async (_, failure, make, message) => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'a.db');
    await make(file);
    const before = await hashFolder(folder);
    const opening = readAll(file);
    await expect(opening).rejects.toMatchObject({ code: 'unreadable-store', failure, path: file });
    await expect(opening).rejects.toThrow(message);
    expect(await hashFolder(folder)).toEqual(before);
  });

  it('is the address of a database server, whose password is not repeated', async () => {
    const opening = openOptunaStorage('mysql+pymysql://ann:s3cret@db.example/optuna');
    await expect(opening).rejects.toMatchObject({ failure: 'not-a-store', path: 'mysql+pymysql://…' });
    await expect(opening).rejects.toThrow(/^(?!.*s3cret).*mysql\+pymysql.*only files can be read/);
  });

  it('is a study that there is not: those that there are are named', async () => {
    const { file } = await storage();
    await expect(openOptunaStorage(file, { study: 'sea' })).rejects.toMatchObject({
      failure: 'no-such-sweep',
      hint: 'It has "garden", "pond".',
    });
  });
});
