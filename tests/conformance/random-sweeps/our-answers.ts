import { HyperDriveError, toPythonMetricShape } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import type { HyperDriveRun } from '@hyperdrive-run/sdk';
import type { Answers, Flags } from './answers.js';
import { sortedByKey } from './sorted-by-key.js';

/**
 * What our client answers about a sweep.
 * @param twin the same sweep once more: a sweep can be canceled only once
 */
export function ourAnswers(run: HyperDriveRun, twin: HyperDriveRun, flags: Flags): Answers {
  const { primaryMetric, maxTotalRuns, maxConcurrentRuns, maxDurationMinutes } = run.hyperdriveConfig;
  return {
    status: () => run.getStatus(),
    config: async () => [primaryMetric.name, primaryMetric.goal, maxTotalRuns, maxConcurrentRuns, maxDurationMinutes],
    cancel: async () => {
      const answer = await twin.cancel().then(
        () => 'accepted',
        (error: unknown) => refusal(error, 'already-finished', 'refused'),
      );
      // What was accepted must have been done, too.
      return [answer, await twin.getStatus({ refresh: true }), await statusesOf(twin.getChildren())];
    },
    // Deprecated on purpose: they exist because Python's do.
    fail: () => run['fail']().catch((error: unknown) => refusal(error, 'not-implemented', 'not implemented')),
    get_diagnostics: () =>
      run['getDiagnostics']().catch((error: unknown) => refusal(error, 'not-implemented', 'not implemented')),
    children: () => listed(run.getChildren()),
    children_of_status: () => listed(run.getChildren({ status: flags.status })),
    descendants: () => listed(run.getChildren({ recursive: true })),
    hyperparameters: async () => sortedByKey(await run.getHyperparameters()),
    metrics: async () => {
      // Python leaves out a child that logged nothing; here it has an entry with nothing in it.
      const logged = [...(await run.getMetrics())].filter(([, named]) => named.size > 0);
      const shapes = logged.map(([runId, named]): [string, JsonValue] => [
        runId,
        new Map([...named].map(([name, metric]) => [name, toPythonMetricShape(metric)])),
      ]);
      return sortedByKey(new Map(shapes));
    },
    children_sorted: async () => {
      const children = await run.getChildrenSortedByPrimaryMetric(flags);
      return children.map(({ runId, bestPrimaryMetric, status }) => [runId, bestPrimaryMetric ?? null, status]);
    },
    best_run: async () => (await run.getBestRunByPrimaryMetric(flags))?.id ?? null,
  };
}

type Listing = ReturnType<HyperDriveRun['getChildren']>;

async function listed(children: Listing): Promise<JsonValue[]> {
  const rows: JsonValue[] = [];
  for await (const { id, record } of children) rows.push([id, record?.status ?? '']);
  return rows;
}

async function statusesOf(children: Listing): Promise<JsonValue[]> {
  const statuses: JsonValue[] = [];
  for await (const { record } of children) statuses.push(record?.status ?? '');
  return statuses;
}

/** The word for an error with this code; any other error is passed on. */
function refusal(error: unknown, code: string, word: string): string {
  if (HyperDriveError.isInstance(error) && error.code === code) return word;
  throw error;
}
