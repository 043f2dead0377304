import {
  InvalidArgumentError,
  type ListChildRunsOptions,
  type ListSweepsOptions,
  type RunRecord,
} from '@hyperdrive-run/core';
import { type MlflowConnection, nameExperiment, readRunDto } from './mlflow-connection.js';
import { hasTag, tagIs } from './search-filter.js';
import { searchRuns } from './search-runs.js';
import { idOf, tagsOf } from './to-run-record.js';
import { mlflowTags, sweepTags } from './wire/constants.js';
import type { MlflowRunDto } from './wire/run-dto.js';

function checkPageSize(pageSize: number | undefined): number | undefined {
  if (pageSize === undefined || (Number.isSafeInteger(pageSize) && pageSize >= 1)) return pageSize;
  throw new InvalidArgumentError({ option: 'pageSize', got: pageSize, takes: 'a positive integer' });
}

/** The experiment to search first: the chosen one, else that of the run. Most children are where their parent is. */
async function homeOf(
  connection: MlflowConnection,
  runId: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const { experiments, experimentName } = connection;
  if (experimentName !== undefined) return [await experiments.idOf(experimentName, runId, signal)];
  const { info } = await readRunDto(connection, runId, signal);
  return info.experiment_id === undefined ? [] : [info.experiment_id];
}

/** The children of a run, page by page. Deleted runs are in no listing. */
export async function* listChildRuns(
  connection: MlflowConnection,
  parentId: string,
  { status, recursive, pageSize, signal }: ListChildRunsOptions,
): AsyncGenerator<RunRecord, void, undefined> {
  const size = checkPageSize(pageSize);
  signal?.throwIfAborted();
  const home = await homeOf(connection, parentId, signal);
  const options = { pageSize: size, signal };
  const filter = tagIs(mlflowTags.parentRunId, parentId);
  const searchIn = (place: readonly string[]): AsyncIterable<MlflowRunDto> =>
    recursive === true
      ? searchBelow(connection, place, parentId, options)
      : searchRuns(connection, place, { filter, ...options });
  let isEmpty = true;
  for await (const dto of filter === undefined ? [] : firstThatFinds(connection, home, searchIn, signal)) {
    isEmpty = false;
    const run = await nameExperiment(connection, dto, signal);
    if (status === undefined || status.includes(run.status)) yield run;
  }
  // A search for the children of a run that does not exist finds nothing either; the two are told apart.
  if (isEmpty) await readRunDto(connection, parentId, signal);
}

/**
 * What is found in the experiment of the parent; where that is nothing, in all of them: Optuna's callback puts the runs
 * of a study into an experiment of the study's name, wherever their parent is.
 */
async function* firstThatFinds(
  connection: MlflowConnection,
  home: readonly string[],
  searchIn: (place: readonly string[]) => AsyncIterable<MlflowRunDto>,
  signal: AbortSignal | undefined,
): AsyncGenerator<MlflowRunDto, void, undefined> {
  let isEmpty = true;
  for await (const dto of searchIn(home)) {
    isEmpty = false;
    yield dto;
  }
  if (isEmpty && connection.flavor === 'open-source') yield* searchIn(await connection.experiments.allIds(signal));
}

/**
 * All runs below a run. MLflow keeps the parent of a run, not its root, and finds the children of one run at a time: so
 * all nested runs of the experiment are read, and those below are picked, in the order of the listing.
 */
async function* searchBelow(
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

/**
 * The parent runs that are marked as sweeps by Azure's names, newest first. Filters have no OR: there is one search for
 * each name, and the next run is the one that started later.
 */
export async function* listSweeps(
  connection: MlflowConnection,
  { status, signal }: ListSweepsOptions,
): AsyncGenerator<RunRecord, void, undefined> {
  const { experiments, experimentName } = connection;
  signal?.throwIfAborted();
  const home =
    experimentName === undefined
      ? await experiments.allIds(signal)
      : [await experiments.idOf(experimentName, undefined, signal)];
  if (home.length === 0) return;
  const [prefixed, bare] = sweepTags.map((name) => searchRuns(connection, home, { filter: hasTag(name), signal }));
  if (prefixed === undefined || bare === undefined) return;
  const seen = new Set<string>();
  for await (const dto of newestFirst(prefixed, bare)) {
    if (seen.has(idOf(dto.info))) continue;
    seen.add(idOf(dto.info));
    const run = await nameExperiment(connection, dto, signal);
    if (status === undefined || status.includes(run.status)) yield run;
  }
}

async function* newestFirst(
  first: AsyncGenerator<MlflowRunDto>,
  second: AsyncGenerator<MlflowRunDto>,
): AsyncGenerator<MlflowRunDto, void, undefined> {
  let [a, b] = [await first.next(), await second.next()];
  while (a.done !== true || b.done !== true) {
    if (b.done === true || (a.done !== true && startOf(a.value) >= startOf(b.value))) {
      if (a.done !== true) yield a.value;
      a = await first.next();
    } else {
      yield b.value;
      b = await second.next();
    }
  }
}

function startOf(dto: MlflowRunDto): number {
  return dto.info.start_time ?? 0;
}
