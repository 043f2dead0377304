import { hasOurNames, isMlflowName, ourNames, type RunNames, theirNames } from '@hyperdrive-run/transport/wire';
import type { StoredRun } from '../../../storage/runs/stored-run.js';

/**
 * How the names of a run are returned to MLflow's clients: as they are, unless we wrote the run as a copy, or a metric or a
 * param has a name that MLflow cannot express, which only scripts that log in another way can give it.
 * @param names of the run's metrics and params
 */
export function chooseNames({ tags }: Pick<StoredRun, 'tags'>, names: Iterable<string>): RunNames {
  return hasOurNames(tags) || ![...names].every(isMlflowName) ? ourNames : theirNames;
}
