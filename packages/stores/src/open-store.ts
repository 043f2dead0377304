import { checkNonEmptyString } from '@hyperdrive-run/core/internal';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { parseStoreAddress } from './store-address.js';

/**
 * Opens a store of another tool as a backend, for `new Workspace(backend)` of the sdk. Read only: not one byte of it is changed.
 * @param address `optuna:PATH[?study=NAME]` for an Optuna storage in a SQLite file or a journal file, `ray-tune:FOLDER` for
 *   the folder of a Ray Tune experiment; paths are relative to the working directory
 * @throws InvalidArgumentError where the address is none of these
 * @throws StoreError where there is no such store, or it cannot be read
 */
export async function openStore(address: string): Promise<SweepBackend> {
  checkNonEmptyString('address', address);
  const { tool, path, query } = parseStoreAddress(address);
  if (tool === 'optuna') {
    const { openOptunaStorage } = await import('./optuna/open-optuna-storage.js');
    return openOptunaStorage(path, { study: query.get('study') ?? undefined });
  }
  const { openRayTuneFolder } = await import('./ray-tune/open-ray-tune-folder.js');
  return openRayTuneFolder(path);
}
