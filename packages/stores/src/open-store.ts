import path from 'node:path';
import type { PrimaryMetricGoal } from '@hyperdrive-run/core';
import { checkNonEmptyString } from '@hyperdrive-run/core/internal';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { parseStoreAddress } from './store-address.js';

/** How a store is opened. */
export interface OpenStoreOptions {
  /** The folder that relative paths begin in. Default the working directory. */
  readonly folder?: string | undefined;
  /**
   * Whether more or less of the metric is better, for a Ray Tune folder, which does not say it. Goes before the address.
   */
  readonly goal?: PrimaryMetricGoal | undefined;
}

/**
 * Opens a store of another tool as a backend, for `new Workspace(backend)` of the sdk. Read only: not one byte of it is changed.
 * @param address `optuna:PATH` for an Optuna storage in a SQLite file or a journal file, with `?study=NAME` for one of its studies
 *   and the other options of `openOptunaStorage` by name (`zone`, `value`, `intermediate`, `copy`), joined with `&`; `ray-tune:FOLDER` for the
 *   folder of a Ray Tune experiment, with `?goal=minimize` or `?metric=NAME&goal=maximize` for what it is judged by
 * @throws InvalidArgumentError where the address is none of these, or has an option that there is not
 * @throws StoreError where there is no such store, or it cannot be read
 * @example
 * const workspace = new Workspace(await openStore('optuna:study.db'));
 * for await (const sweep of workspace.listSweeps()) console.log(sweep.id);
 */
export async function openStore(address: string, options: OpenStoreOptions = {}): Promise<SweepBackend> {
  checkNonEmptyString('address', address);
  const { tool, path: place, query } = parseStoreAddress(address);
  const { folder = '.', goal } = options;
  if (tool === 'optuna') {
    const { optunaOptions } = await import('./optuna/optuna-options.js');
    const { openOptunaStorage } = await import('./optuna/open-optuna-storage.js');
    return openOptunaStorage(place, { ...optunaOptions(query), folder });
  }
  const { rayTuneOptions } = await import('./ray-tune/ray-tune-options.js');
  const { openRayTuneFolder } = await import('./ray-tune/open-ray-tune-folder.js');
  const named = rayTuneOptions(query);
  return openRayTuneFolder(path.resolve(folder, place), { ...named, goal: goal ?? named.goal });
}
