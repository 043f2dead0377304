import type { RunRecord } from '@hyperdrive-run/core';
import type { ListSweepsOptions } from '@hyperdrive-run/core/ports';
import { type MlflowConnection, nameExperiment } from '../mlflow-connection.js';
import { mergeNewestFirst } from '../runs/newest-first.js';
import { hasTag } from '../runs/search-filter.js';
import { searchRuns } from '../runs/search-runs.js';
import { idOf } from '../runs/to-run-record.js';
import { sweepTags } from '../wire/constants.js';

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
  const searches = sweepTags.map((name) => searchRuns(connection, home, { filter: hasTag(name), signal }));
  const seen = new Set<string>();
  for await (const dto of mergeNewestFirst(searches)) {
    if (seen.has(idOf(dto.info))) continue;
    seen.add(idOf(dto.info));
    const run = await nameExperiment(connection, dto, signal);
    if (status === undefined || status.includes(run.status)) yield run;
  }
}
