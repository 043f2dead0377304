import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { listOf, requireObject, toFields } from './json-fields.js';
import { type SweepSummary, sweepSummaryFromJson, sweepSummaryToJson } from './sweep-summary.js';

/** The newest sweeps; `hasMore` where others exist. */
export interface SweepList {
  readonly sweeps: readonly SweepSummary[];
  readonly hasMore: boolean;
}

/** Writes a list of sweeps. */
export function sweepListToJson({ sweeps, hasMore }: SweepList): JsonObject {
  return toFields({ sweeps: sweeps.map(sweepSummaryToJson), hasMore });
}

/** Reads what `sweepListToJson` wrote. @throws Error where it is no object */
export function sweepListFromJson(json: JsonValue): SweepList {
  const fields = requireObject(json, 'a list of sweeps');
  return { sweeps: listOf(fields, 'sweeps').map(sweepSummaryFromJson), hasMore: fields.get('hasMore') === true };
}
