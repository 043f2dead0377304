import { experimentSweepId, type RunRecord } from '@hyperdrive-run/core';
import type { ListChildRunsOptions } from '@hyperdrive-run/core/ports';
import { type MlflowConnection, nameExperiment } from '../mlflow-connection.js';
import { checkPageSize } from '../runs/list-child-runs.js';
import { searchBelow } from '../runs/search-below.js';
import { searchTopRuns } from '../runs/search-top-runs.js';
import { idOf } from '../runs/to-run-record.js';
import { findExperiment } from './experiment-sweep.js';

/**
 * The children of an experiment that is opened as a sweep: its runs that are nested in no other run of it. Recursively
 * also all below them, wherever these are.
 */
export async function* listExperimentRuns(
  connection: MlflowConnection,
  name: string,
  { status, recursive, pageSize, signal }: ListChildRunsOptions,
): AsyncGenerator<RunRecord, void, undefined> {
  const options = { pageSize: checkPageSize(pageSize), signal };
  signal?.throwIfAborted();
  const sweepId = experimentSweepId(name);
  const { experiment_id: experimentId } = await findExperiment(connection, name, signal);
  const top = new Set<string>();
  const children = (async function* () {
    for await (const dto of searchTopRuns(connection, experimentId, options)) {
      top.add(idOf(dto.info));
      yield dto;
    }
  })();
  const places = recursive === true ? await connection.experiments.allIds(signal) : [];
  const found = recursive === true ? searchBelow(connection, places, sweepId, children, options) : children;
  for await (const dto of found) {
    const run = await nameExperiment(connection, dto, signal);
    if (status !== undefined && !status.includes(run.status)) continue;
    // Here a parent in another experiment does not count.
    yield top.has(run.runId) ? { ...run, parentRunId: sweepId } : run;
  }
}
