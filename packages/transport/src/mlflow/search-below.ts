import type { MlflowConnection } from './mlflow-connection.js';
import { hasTag } from './search-filter.js';
import { searchRuns } from './search-runs.js';
import { idOf, tagsOf } from './to-run-record.js';
import { mlflowTags } from './wire/constants.js';
import type { MlflowRunDto } from './wire/run-dto.js';

/**
 * All runs below a run. MLflow keeps the parent of a run, not its root, and finds the children of one run at a time: so
 * all nested runs of the experiment are read, and those below are picked, in the order of the listing.
 */
export async function* searchBelow(
  connection: MlflowConnection,
  home: readonly string[],
  rootId: string,
  options: { readonly pageSize: number | undefined; readonly signal: AbortSignal | undefined },
): AsyncGenerator<MlflowRunDto, void, undefined> {
  const nested: MlflowRunDto[] = [];
  const parents = new Map<string, string | undefined>();
  const filter = hasTag(mlflowTags.parentRunId);
  for await (const dto of searchRuns(connection, home, { filter, ...options })) {
    nested.push(dto);
    parents.set(idOf(dto.info), tagsOf(dto).get(mlflowTags.parentRunId));
  }
  for (const dto of nested) if (isBelow(idOf(dto.info), rootId, parents)) yield dto;
}

function isBelow(runId: string, rootId: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const passed = new Set<string>();
  for (let at = parents.get(runId); at !== undefined && !passed.has(at); at = parents.get(at)) {
    if (at === rootId) return true;
    passed.add(at);
  }
  return false;
}
