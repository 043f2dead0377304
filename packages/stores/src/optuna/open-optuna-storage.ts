import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { createStoreBackend } from '../backend/create-store-backend.js';
import { StoreError } from '../store-error.js';
import type { TimeZoneOfStorage } from './model/optuna-time.js';
import type { OptunaStorage } from './optuna-look.js';
import { createOptunaSource } from './optuna-source.js';
import { isSqliteHeader, readHeader } from './sqlite/file-header.js';

/** How an Optuna storage is opened. */
export interface OpenOptunaOptions {
  /** The study's name. Without one all studies of the storage are sweeps of the backend. */
  readonly study?: string | undefined;
  /**
   * The zone of times that are stored without one: `utc` as Optuna 5.0 and later write them, or `local`, that of this machine, for
   * earlier ones. Default: by the version that the file names, which is the one that made it.
   */
  readonly zone?: TimeZoneOfStorage | undefined;
  /**
   * What the value of a study with one objective is called. Default: as `set_metric_names` has it, else `value`. Several objectives
   * keep their names.
   */
  readonly value?: string | undefined;
  /** What values reported on the way are called, which Optuna keeps without a name. Default `intermediate_values`. */
  readonly intermediate?: string | undefined;
  /**
   * Whether a copy in the folder for temporary files is read instead, repaired where the file was left in the middle of a write.
   * Default false.
   */
  readonly copy?: boolean | undefined;
  /** The folder that a relative path begins in. Default the working directory. */
  readonly folder?: string | undefined;
}

/**
 * Opens an Optuna storage as a backend: its studies are sweeps, each with the study's name as its id. A SQLite file or a journal file,
 * which its content says. Nothing in it or beside it is changed, and each call looks at it anew.
 * @throws StoreError where there is no such file, it is no storage of Optuna, of a version that is not known, left in the middle of
 *   a write or locked; or where it has no study of that name
 */
export async function openOptunaStorage(file: string, options: OpenOptunaOptions = {}): Promise<SweepBackend> {
  const storage = await storageAt(toPath(file, options.folder), options);
  const names = await storage.look((look) => look.listStudies().map(({ name }) => name), {});
  if (options.study !== undefined && !names.includes(options.study)) throw noSuchStudy(storage, options.study, names);
  const source = createOptunaSource(storage, { ...options, experimentName: path.basename(storage.path) });
  return createStoreBackend(source);
}

async function storageAt(file: string, options: OpenOptunaOptions): Promise<OptunaStorage> {
  const found = statSync(file, { throwIfNoEntry: false });
  const name = JSON.stringify(file);
  if (found === undefined) {
    const hint = 'Check the path: it is relative to the working directory.';
    throw new StoreError({ failure: 'missing', path: file, message: `There is no file ${name}.`, hint });
  }
  if (!found.isFile()) {
    const hint = 'Give the file of the storage; the folder of a Ray Tune experiment is ray-tune:FOLDER.';
    throw new StoreError({ failure: 'not-a-store', path: file, message: `${name} is no file.`, hint });
  }
  const header = headerOf(file);
  if (isSqliteHeader(header)) {
    const { openSqliteStorage } = await import('./sqlite/open-sqlite-storage.js');
    return openSqliteStorage(file, options);
  }
  if (header[0] === 0x7b) {
    const { openJournalStorage } = await import('./journal/open-journal-storage.js');
    return openJournalStorage(file, options);
  }
  const isEmpty = header.length === 0;
  throw new StoreError({
    failure: 'not-a-store',
    path: file,
    message: `The file ${name} is ${isEmpty ? 'empty' : 'neither a SQLite database nor a journal of Optuna'}.`,
    hint: existsSync(`${file}-journal`)
      ? 'A process may be making it right now: try again.'
      : 'Give the file of the storage, as in "sqlite:///FILE" or JournalFileBackend("FILE").',
  });
}

function headerOf(file: string): Buffer {
  try {
    return readHeader(file);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `The file ${JSON.stringify(file)} cannot be read: ${reason}.`;
    throw new StoreError({ failure: 'unreadable', path: file, message, hint: 'Check its permissions.', cause });
  }
}

/**
 * The path of a storage as Optuna writes it: `sqlite:///relative.db` and `sqlite:////absolute.db` name files, too.
 * @throws StoreError where it is the address of a database server, which it names without its password
 */
function toPath(file: string, folder = '.'): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.]+):\/\/(.*)$/is.exec(file) ?? [];
  if (scheme === '') return path.resolve(folder, file);
  if (/^sqlite(\+[a-z0-9]+)?$/i.test(scheme) && rest.startsWith('/')) return path.resolve(folder, rest.slice(1));
  throw new StoreError({
    failure: 'not-a-store',
    path: `${scheme}://…`,
    message: `The storage is at an address of ${scheme}, and only files can be read: SQLite databases and journals.`,
    hint: 'Copy the study into a file: optuna.copy_study(from_study_name=NAME, from_storage=ADDRESS, to_storage="sqlite:///FILE").',
  });
}

function noSuchStudy({ path: file }: OptunaStorage, study: string, names: readonly string[]): StoreError {
  const listed = names.map((name) => JSON.stringify(name)).join(', ');
  const hint = names.length === 0 ? 'It has no study at all.' : `It has ${listed}.`;
  const message = `The storage ${JSON.stringify(file)} has no study ${JSON.stringify(study)}.`;
  return new StoreError({ failure: 'no-such-sweep', path: file, message, hint });
}
