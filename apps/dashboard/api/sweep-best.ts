import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { type BestRun, bestRunFromJson, bestRunToJson } from './best-run.js';
import { objectOf, requireObject, textOf, toFields } from './json-fields.js';

/** Which run of a sweep is the best, or why none is. It comes apart from the sweep: to find it, all children are compared. */
export interface SweepBest {
  readonly bestRun: BestRun | undefined;
  /** The code of the reason why no run is the best. */
  readonly noBestReason: string | undefined;
}

/** Writes it. */
export function sweepBestToJson({ bestRun, noBestReason }: SweepBest): JsonObject {
  return toFields({ bestRun: bestRun && bestRunToJson(bestRun), noBestReason });
}

/** Reads what `sweepBestToJson` wrote. @throws Error where it is no object */
export function sweepBestFromJson(json: JsonValue): SweepBest {
  const fields = requireObject(json, 'which run is the best');
  const best = objectOf(fields, 'bestRun');
  return { bestRun: best && bestRunFromJson(best), noBestReason: textOf(fields, 'noBestReason') };
}
