export { type OpenStoreOptions, openStore } from './open-store.js';
export type { TimeZoneOfStorage } from './optuna/model/optuna-time.js';
export { type OpenOptunaOptions, openOptunaStorage } from './optuna/open-optuna-storage.js';
export type { ChildForOptuna } from './optuna/write/to-trial.js';
export { type SweepForOptuna, type WriteOptunaOptions, writeOptunaStudy } from './optuna/write/write-optuna-study.js';
export { openRayTuneFolder, type RayTuneJudgement } from './ray-tune/open-ray-tune-folder.js';
export { isStoreAddress, parseStoreAddress, type StoreAddress } from './store-address.js';
export { StoreError, type StoreFailure } from './store-error.js';
