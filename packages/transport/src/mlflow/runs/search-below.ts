import { streamConcurrently } from '../../async/stream-concurrently.js';
import type { MlflowConnection } from '../mlflow-connection.js';
import { mlflowTags } from '../wire/constants.js';
import type { MlflowRunDto } from '../wire/run-dto.js';
import { byNewestStart } from './newest-first.js';
import { searchChildren } from './search-children.js';
import { hasTag } from './search-filter.js';
import { type SearchOptions, searchRuns } from './search-runs.js';
import { idOf, tagsOf } from './to-run-record.js';

/** How many nested runs of a server are looked through before each run is asked for its own children instead. */
const nestedRunsRead = 20_000;

type BelowOptions = Pick<SearchOptions, 'pageSize' | 'signal'>;

/**
 * All runs below a run, in the order of the listing: its children, and all below those, in whatever experiment they are.
 * MLflow keeps the parent of a run, not its root, and finds the children of one run at a time. So all nested runs of the
 * server are read, and those below are picked; on a server with very many, and on Azure's, which cannot find them,
 * each run is asked for its children. Either way the requests are bounded: by pages, or by the runs of the sweep.
 * @param children the run's own children
 */
export async function* searchBelow(
  connection: MlflowConnection,
  places: readonly string[],
  rootId: string,
  children: AsyncIterable<MlflowRunDto>,
  options: BelowOptions,
): AsyncGenerator<MlflowRunDto, void, undefined> {
  const found = new Map<string, MlflowRunDto>();
  for await (const child of children) found.set(idOf(child.info), child);
  if (found.size === 0) return;
  const nested = await readNested(connection, places, options);
  if (nested === undefined) await addByLevel(connection, places, found, options);
  else addBelow(found, nested);
  found.delete(rootId);
  yield* [...found.values()].toSorted(byNewestStart);
}

/** @returns `undefined` where there are too many, or none can be asked for */
async function readNested(
  connection: MlflowConnection,
  places: readonly string[],
  options: BelowOptions,
): Promise<ReadonlyMap<string, MlflowRunDto> | undefined> {
  if (connection.flavor === 'azure-ml') return undefined;
  const nested = new Map<string, MlflowRunDto>();
  for await (const dto of searchRuns(connection, places, { filter: hasTag(mlflowTags.parentRunId), ...options })) {
    if (nested.size === nestedRunsRead) return undefined;
    nested.set(idOf(dto.info), dto);
  }
  return nested;
}

function addBelow(found: Map<string, MlflowRunDto>, nested: ReadonlyMap<string, MlflowRunDto>): void {
  const first = new Set(found.keys());
  for (const [runId, dto] of nested) if (isBelow(dto, first, nested)) found.set(runId, dto);
}

function isBelow(run: MlflowRunDto, first: ReadonlySet<string>, nested: ReadonlyMap<string, MlflowRunDto>): boolean {
  const passed = new Set<string>();
  for (let at: MlflowRunDto | undefined = run; at !== undefined; ) {
    const parentId = tagsOf(at).get(mlflowTags.parentRunId);
    if (parentId === undefined || passed.has(parentId)) return false;
    if (first.has(parentId)) return true;
    passed.add(parentId);
    at = nested.get(parentId);
  }
  return false;
}

async function addByLevel(
  connection: MlflowConnection,
  places: readonly string[],
  found: Map<string, MlflowRunDto>,
  options: BelowOptions,
): Promise<void> {
  let level = [...found.keys()];
  while (level.length > 0) {
    const next: string[] = [];
    const asked = streamConcurrently(
      level,
      connection.concurrency,
      async (runId, signal) => {
        const children: MlflowRunDto[] = [];
        for await (const dto of searchChildren(connection, places, runId, { ...options, signal })) children.push(dto);
        return children;
      },
      options.signal,
    );
    for await (const children of asked) {
      for (const dto of children) {
        const runId = idOf(dto.info);
        if (!found.has(runId)) next.push(runId);
        found.set(runId, dto);
      }
    }
    level = next;
  }
}
