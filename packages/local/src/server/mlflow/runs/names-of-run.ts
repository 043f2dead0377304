import { ourNames } from '@hyperdrive-run/transport/wire';
import type { RunStore } from '../../../storage/run-store.js';
import type { StoredRun } from '../../../storage/runs/stored-run.js';
import { chooseNames } from './choose-names.js';
import { paramsOf } from './run-to-mlflow.js';

/**
 * The name that a key of a client means in a run. Almost every key means itself; one that looks escaped means
 * something else only where the names of the run are returned escaped.
 */
export function nameInRun(store: RunStore, run: StoredRun, key: string): string {
  if (ourNames.nameOf(key) === key) return key;
  const metrics = store.listMetrics(run).map(({ name }) => name);
  return chooseNames(run, [...metrics, ...paramsOf(run).keys()]).nameOf(key);
}
