import { streamConcurrently } from '../../async/stream-concurrently.js';
import type { MlflowConnection } from '../mlflow-connection.js';
import { mlflowTags } from '../wire/constants.js';
import type { MlflowRunDto } from '../wire/run-dto.js';
import { findRun } from './read-run-facts.js';
import { idIsOneOf } from './search-filter.js';
import { type SearchOptions, searchRuns } from './search-runs.js';
import { idOf, tagsOf } from './to-run-record.js';

/** How many runs are looked at together; no more than a page contains. */
const runsAtOnce = 500;

/**
 * The runs of an experiment that are nested in no other run of it, newest start first. A run whose parent is in another
 * experiment is one of them: Optuna's callback puts trials of a run elsewhere into an experiment of their own.
 */
export async function* searchTopRuns(
  connection: MlflowConnection,
  experimentId: string,
  options: Pick<SearchOptions, 'pageSize' | 'signal'>,
): AsyncGenerator<MlflowRunDto, void, undefined> {
  const inside = new Map<string, boolean>();
  const runs = searchRuns(connection, [experimentId], options);
  for await (const some of inParts(runs, Math.min(options.pageSize ?? runsAtOnce, runsAtOnce))) {
    for (const { info } of some) inside.set(idOf(info), true);
    const unknown = new Set(some.flatMap((dto) => parentOf(dto) ?? []).filter((parentId) => !inside.has(parentId)));
    const found = await findInside(connection, experimentId, [...unknown], options.signal);
    for (const parentId of unknown) inside.set(parentId, found.has(parentId));
    for (const dto of some) if (inside.get(parentOf(dto) ?? '') !== true) yield dto;
  }
}

function parentOf(dto: MlflowRunDto): string | undefined {
  return tagsOf(dto).get(mlflowTags.parentRunId);
}

async function* inParts<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[], void, undefined> {
  let part: T[] = [];
  for await (const item of items) {
    part.push(item);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** Those of the runs that are in the experiment, and not deleted. Azure takes no list of ids: there each is asked for. */
async function findInside(
  connection: MlflowConnection,
  experimentId: string,
  runIds: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  if (runIds.length === 0) return found;
  if (connection.flavor === 'open-source') {
    const filter = idIsOneOf(runIds);
    for await (const { info } of searchRuns(connection, [experimentId], { filter, signal })) found.add(idOf(info));
    return found;
  }
  const anywhere: MlflowConnection = { ...connection, experimentName: undefined };
  const asked = streamConcurrently(
    runIds,
    connection.concurrency,
    (runId, inner) => findRun(anywhere, runId, inner),
    signal,
  );
  for await (const { runId, dto } of asked) {
    if (dto?.info.experiment_id === experimentId && dto.info.lifecycle_stage !== 'deleted') found.add(runId);
  }
  return found;
}
