import { InvalidArgumentError, type RunRecord } from '@hyperdrive-run/core';
import type { ListChildRunsOptions } from '@hyperdrive-run/core/ports';
import { type MlflowConnection, nameExperiment, readRunDto } from '../mlflow-connection.js';
import { searchBelow } from './search-below.js';
import { searchChildren } from './search-children.js';

/** @throws InvalidArgumentError where it is no positive integer */
export function checkPageSize(pageSize: number | undefined): number | undefined {
  if (pageSize === undefined || (Number.isSafeInteger(pageSize) && pageSize >= 1)) return pageSize;
  throw new InvalidArgumentError({ option: 'pageSize', got: pageSize, takes: 'a positive integer' });
}

/** The children of a run, wherever they are, page by page. Deleted runs are in no listing. */
export async function* listChildRuns(
  connection: MlflowConnection,
  parentId: string,
  { status, recursive, pageSize, signal }: ListChildRunsOptions,
): AsyncGenerator<RunRecord, void, undefined> {
  const options = { pageSize: checkPageSize(pageSize), signal };
  const { experiments, experimentName } = connection;
  signal?.throwIfAborted();
  // Says of an experiment that does not exist that the run is not there, as every other call does.
  const home = experimentName === undefined ? [] : [await experiments.idOf(experimentName, parentId, signal)];
  const places = [...new Set([...home, ...(await experiments.allIds(signal))])];
  const children = searchChildren(connection, places, parentId, options);
  const found = recursive === true ? searchBelow(connection, places, parentId, children, options) : children;
  let isEmpty = true;
  for await (const dto of found) {
    isEmpty = false;
    const run = await nameExperiment(connection, dto, signal);
    if (status === undefined || status.includes(run.status)) yield run;
  }
  // A search for the children of a run that does not exist finds nothing either; the two are distinguished.
  if (isEmpty) await readRunDto(connection, parentId, signal);
}
