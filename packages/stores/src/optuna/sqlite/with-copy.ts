import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';

/** What SQLite keeps beside a file of what is not in it yet, or not any more. */
const companions = ['-journal', '-wal'];

/**
 * Copies a database with what belongs to it, repairs the copy as SQLite does with a file that was left in the middle of a
 * write, and removes it at the end.
 * @param use is called with the path of the copy
 */
export function withCopy<T>(file: string, use: (copy: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'hyperdrive-optuna-'));
  try {
    const copy = path.join(folder, 'storage.db');
    copyFileSync(file, copy);
    for (const end of companions) if (existsSync(file + end)) copyFileSync(file + end, copy + end);
    const database = new Database(copy);
    try {
      // The first statement that reads has SQLite apply the journal.
      database.prepare('SELECT count(*) FROM sqlite_master').get();
    } finally {
      database.close();
    }
    return use(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
