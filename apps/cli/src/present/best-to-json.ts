import type { JsonObject } from '@hyperdrive-run/sdk';
import { jsonFields } from '../output/json-fields.js';
import type { BestOfSweep } from './best-of-sweep.js';

/** A best run as `--json` shows it. */
export function bestToJson(best: BestOfSweep): JsonObject {
  const { run, value, hyperparameters, primaryMetric, sweepId, provisionalBecause } = best;
  return jsonFields({
    runId: run.id,
    bestPrimaryMetric: value ?? null,
    hyperparameters,
    status: run.record?.status,
    primaryMetric: jsonFields({ name: primaryMetric.name, goal: primaryMetric.goal }),
    sweepId,
    provisional: provisionalBecause.length > 0,
    provisionalBecause,
  });
}
