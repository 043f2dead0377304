import { setTimeout } from 'node:timers/promises';
import type { TimeZoneOfStorage } from '../model/optuna-time.js';
import type { OptunaLook, OptunaStorage } from '../optuna-look.js';
import { checkSchema } from './check-schema.js';
import { readFileState } from './file-header.js';
import { createLookMemory, type LookMemory } from './look-memory.js';
import { isAbandonedWal, journalStamp, type OpeningMode, openingMode, openReadOnly } from './read-only-database.js';
import { isBusy, needsRollback, toStoreError } from './sqlite-failure.js';
import { createSqliteLook } from './sqlite-look.js';
import { withCopy } from './with-copy.js';

/** How a SQLite storage is looked at. */
export interface SqliteStorageOptions {
  /** The zone of its times, where the caller knows better than the file. */
  readonly zone?: TimeZoneOfStorage | undefined;
  /** Whether a copy is read instead, which is repaired first where it was left in the middle of a write. */
  readonly copy?: boolean | undefined;
  /** How long a look waits for a writer that keeps the file locked. Default 10 seconds. */
  readonly patienceMs?: number | undefined;
}

/** Between two attempts the writer has the file for itself. */
const pauseMs = 50;

/**
 * A SQLite storage of Optuna. Each look is one short transaction, so that whoever writes hardly waits. SQLite asks first whether
 * there is a journal and then whether somebody writes: one writer that ends in between and begins again looks like one that died. So a journal was left
 * only where it is the same at the next attempt.
 */
export function openSqliteStorage(path: string, options: SqliteStorageOptions = {}): OptunaStorage {
  const { patienceMs = 10_000 } = options;
  const memory = createLookMemory();
  return {
    path,
    async look(read, { signal }) {
      const end = performance.now() + patienceMs;
      let journal: string | undefined;
      for (;;) {
        signal?.throwIfAborted();
        try {
          return lookOnce(path, options, memory, read);
        } catch (error) {
          const before = journal;
          journal = needsRollback(error) ? journalStamp(path) : undefined;
          const mayPass = isBusy(error) || (needsRollback(error) && (journal === undefined || journal !== before));
          if (!mayPass || performance.now() > end) throw toStoreError(error, path);
        }
        await pause(signal);
      }
    },
  };
}

async function pause(signal: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(pauseMs, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    // An abort has the signal's own reason.
    signal?.throwIfAborted();
    throw error;
  }
}

function lookOnce<T>(
  path: string,
  { zone, copy }: SqliteStorageOptions,
  memory: LookMemory,
  read: (look: OptunaLook) => T,
): T {
  if (copy === true || isAbandonedWal(path)) {
    return withCopy(path, (file) => lookAt({ file, path, mode: 'read-only', zone }, read));
  }
  const { isWal, stamp } = readFileState(path);
  const opened = { file: path, path, mode: openingMode(path, isWal), zone };
  return lookAt(opened, (look) => read(memory.over(look, stamp)));
}

interface OpenedFile {
  /** What is opened: the storage or a copy of it. */
  readonly file: string;
  readonly path: string;
  readonly mode: OpeningMode;
  readonly zone: TimeZoneOfStorage | undefined;
}

function lookAt<T>({ file, path, mode, zone }: OpenedFile, read: (look: OptunaLook) => T): T {
  const database = openReadOnly(file, mode);
  try {
    const ownZone = checkSchema(database, path);
    return read(createSqliteLook(database, zone ?? ownZone));
  } finally {
    database.close();
  }
}
