import type { ChildSummary, JsonValue } from '@hyperdrive-run/sdk';
import { jsonFields } from '../output/json-fields.js';
import type { ChildRow } from '../output/tables/child-table.js';

/** A child as `--json` shows it: what is missing is null, with the reason beside it. */
export function childToJson(child: ChildSummary): JsonValue {
  return jsonFields({
    runId: child.runId,
    hyperparameters: child.hyperparameters ?? null,
    bestPrimaryMetric: child.bestPrimaryMetric ?? null,
    status: child.status,
    missingReason: child.missingReason,
    isTrial: child.isTrial,
    placement: child.placement && jsonFields({ ...child.placement }),
  });
}

/** A child as a line of a table. */
export function childToRow(child: ChildSummary): ChildRow {
  return { runId: child.runId, hyperparameters: child.hyperparameters, result: child };
}
