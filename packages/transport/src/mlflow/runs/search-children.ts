import type { MlflowConnection } from '../mlflow-connection.js';
import { mlflowTags } from '../wire/constants.js';
import type { MlflowRunDto } from '../wire/run-dto.js';
import { tagIs } from './search-filter.js';
import { type SearchOptions, searchRuns } from './search-runs.js';

/**
 * The children of a run: all runs whose tag names it as their parent, in whatever experiment they are. Optuna's callback
 * puts the runs of a study into an experiment of the study's name, wherever their parent is.
 * @param places the experiments to look in, all of them as a rule
 */
export async function* searchChildren(
  connection: MlflowConnection,
  places: readonly string[],
  parentId: string,
  options: Omit<SearchOptions, 'filter'>,
): AsyncGenerator<MlflowRunDto, void, undefined> {
  const filter = tagIs(mlflowTags.parentRunId, parentId);
  // A filter that cannot be said is one for an id that no run has.
  if (filter !== undefined) yield* searchRuns(connection, places, { ...options, filter });
}
