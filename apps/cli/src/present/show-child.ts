import type { ChildSummary, JsonObject, JsonValue } from '@hyperdrive-run/sdk';
import { jsonFields } from '../output/json-fields.js';
import type { ChildRow } from '../output/tables/child-table.js';
import { durationOf, type ListedChild, reasonOf } from './list-children.js';

/** A child as `--json` shows it: what is missing is null, with the reason beside it. */
export function childToJson(child: ChildSummary): JsonObject {
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

/** A child of a list as `--json` shows it. */
export function listedToJson(listed: ListedChild): JsonValue {
  const reason = reasonOf(listed);
  const duration = durationOf(listed);
  const { startTime } = listed.record ?? {};
  return new Map([
    ...childToJson(listed.child),
    ...jsonFields({
      reason: reason === '' ? undefined : reason,
      startTime,
      durationSeconds: duration === undefined ? undefined : duration / 1000,
    }),
  ]);
}

/** A child of a list as a line of a table. */
export function listedToRow(listed: ListedChild): ChildRow {
  return { ...childToRow(listed.child), reason: reasonOf(listed) };
}

/** A child as a line of a table. */
export function childToRow(child: ChildSummary): ChildRow {
  return { runId: child.runId, hyperparameters: child.hyperparameters, result: child };
}
