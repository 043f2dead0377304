import { StoreError } from '../../store-error.js';
import { type TimeZoneOfStorage, zoneOfVersion } from '../model/optuna-time.js';
import type { ReadOnlyDatabase } from './read-only-database.js';

/** The only schema of Optuna 3.2 to 5.0. */
export const knownSchema = 'v3.2.0.a';

/**
 * Checks that a database is a storage of Optuna in the schema that is known here.
 * @returns the zone of its times, as far as it says it
 * @throws StoreError where it is something else, or of an older or newer version, which it names
 */
export function checkSchema(database: ReadOnlyDatabase, path: string): TimeZoneOfStorage {
  const tables = new Set(database.all("SELECT name FROM sqlite_master WHERE type = 'table'").map(([name]) => name));
  if (!tables.has('alembic_version') || !tables.has('studies') || !tables.has('trials')) {
    throw new StoreError({
      failure: 'not-a-store',
      path,
      message: `The SQLite database ${JSON.stringify(path)} is no storage of Optuna: it has no tables of studies and trials.`,
      hint: 'Give the file of the storage, as in optuna.create_study(storage="sqlite:///FILE").',
    });
  }
  const [version] = database.all('SELECT version_num FROM alembic_version')[0] ?? [];
  if (version === undefined) {
    throw new StoreError({
      failure: 'not-a-store',
      path,
      message: `The storage ${JSON.stringify(path)} does not say which version it is of: it is not made whole yet.`,
      hint: 'A process may be making it right now: try again.',
    });
  }
  if (version !== knownSchema) throw unknownSchema(path, version);
  const [library] = database.all('SELECT library_version FROM version_info')[0] ?? [];
  return zoneOfVersion(typeof library === 'string' ? library : undefined);
}

function unknownSchema(path: string, version: unknown): StoreError {
  const isOlder = typeof version === 'string' && version < knownSchema;
  return new StoreError({
    failure: 'unsupported-version',
    path,
    message: `The storage ${JSON.stringify(path)} has the ${isOlder ? 'older ' : ''}schema ${JSON.stringify(version ?? null)}; ${knownSchema} can be read, which is that of Optuna 3.2 to 5.0.`,
    hint: isOlder
      ? 'Upgrade a copy of it with "optuna storage upgrade --storage sqlite:///COPY".'
      : 'Use a version of HyperDriveRun that knows it, or copy the study into a storage of Optuna 5.0.',
  });
}
