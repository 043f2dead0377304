import type { JsonObject } from '@hyperdrive-run/sdk';
import { jsonFields } from '../output/json-fields.js';
import { type BestOfSweep, hyperparametersOf } from './best-of-sweep.js';

/** A best run as `--json` shows it. */
export async function bestToJson(best: BestOfSweep): Promise<JsonObject> {
  const { run, value, primaryMetric, sweepId, provisionalBecause } = best;
  return jsonFields({
    runId: run.id,
    bestPrimaryMetric: value ?? null,
    hyperparameters: await hyperparametersOf(best),
    status: await run.getStatus(),
    primaryMetric: jsonFields({ name: primaryMetric.name, goal: primaryMetric.goal }),
    sweepId,
    provisional: provisionalBecause.length > 0,
    provisionalBecause,
  });
}
