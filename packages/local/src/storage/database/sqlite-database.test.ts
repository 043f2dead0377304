import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { openSqliteDatabase, type SqliteDatabase } from './sqlite-database.js';

async function openSmall(): Promise<SqliteDatabase> {
  const database = openSqliteDatabase(join(await temporaryFolder(), 'small.db'), { maxPages: 20 });
  onTestFinished(() => database.close());
  database.execute('CREATE TABLE texts (text TEXT)');
  return database;
}

function countOf(database: SqliteDatabase): unknown {
  return database.all('SELECT count(*) AS count FROM texts')[0]?.get('count');
}

function add(database: SqliteDatabase, length: number): void {
  database.run('INSERT INTO texts VALUES (?)', 'x'.repeat(length));
}

function errorOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

it('undoes a part that fails and keeps what is beside it', async () => {
  const database = await openSmall();
  database.transaction(() => {
    add(database, 1);
    const failed = errorOf(() =>
      database.transaction(() => {
        add(database, 2);
        throw new RangeError('no');
      }),
    );
    expect(failed).toBeInstanceOf(RangeError);
    add(database, 3);
  });
  expect(countOf(database)).toBe(2);
});

it('says why to whatever follows in a transaction that a full disk ended, and stores nothing of it', async () => {
  const database = await openSmall();
  const full = expect.objectContaining({ failure: 'full' });
  const failed = errorOf(() =>
    database.transaction(() => {
      add(database, 1);
      expect(errorOf(() => database.transaction(() => add(database, 1_000_000)))).toEqual(full);
      expect(errorOf(() => database.transaction(() => add(database, 2)))).toEqual(full);
      expect(errorOf(() => add(database, 3))).toEqual(full);
    }),
  );
  expect(failed).toEqual(full);
  expect(countOf(database)).toBe(0);
  database.transaction(() => add(database, 4));
  expect(countOf(database)).toBe(1);
});
