import { InvalidArgumentError, type ListChildRunsOptions, type RunRecord } from '@hyperdrive-run/core';
import { type MlflowConnection, nameExperiment, readRunDto } from './mlflow-connection.js';
import { searchBelow } from './search-below.js';
import { tagIs } from './search-filter.js';
import { searchRuns } from './search-runs.js';
import { mlflowTags } from './wire/constants.js';
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
