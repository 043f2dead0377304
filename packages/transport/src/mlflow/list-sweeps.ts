import type { ListSweepsOptions, RunRecord } from '@hyperdrive-run/core';
import { type MlflowConnection, nameExperiment } from './mlflow-connection.js';
import { hasTag } from './search-filter.js';
import { searchRuns } from './search-runs.js';
import { idOf } from './to-run-record.js';
import { sweepTags } from './wire/constants.js';
import type { MlflowRunDto } from './wire/run-dto.js';

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
