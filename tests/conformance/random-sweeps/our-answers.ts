import { type JsonValue, toPythonMetricShape } from '@hyperdrive-run/core';
import type { HyperDriveRun } from '@hyperdrive-run/sdk';
import type { Answers, Flags } from './answers.js';
import { sortedByKey } from './sorted-by-key.js';

/** What our client answers about a sweep. */
export function ourAnswers(run: HyperDriveRun, flags: Flags): Answers {
  return {
    status: () => run.getStatus(),
    children: async () => {
      const children: JsonValue[] = [];
      for await (const { id, record } of run.getChildren()) children.push([id, record?.status ?? '']);
      return children;
    },
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
