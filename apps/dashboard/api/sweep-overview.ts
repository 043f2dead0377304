import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { cellFromJson, cellToJson } from './cell.js';
import { objectOf, requireObject, textOf, toFields } from './json-fields.js';

/** What a row of the list of sweeps shows beside the sweep itself. It comes apart: it takes requests of its own for each sweep. */
export interface SweepOverview {
  /** How many trials have each status. */
  readonly counts: ReadonlyMap<string, number>;
  /** The primary metric's name; `undefined` where the sweep names none. */
  readonly metric: string | undefined;
  /** The best value of it, where some trial has one. */
  readonly best: number | undefined;
}

/** Writes an overview. */
export function sweepOverviewToJson({ counts, metric, best }: SweepOverview): JsonObject {
  return toFields({ counts: new Map(counts), metric, best: best === undefined ? null : cellToJson(best) });
}

/** Reads what `sweepOverviewToJson` wrote. @throws Error where it is no object */
export function sweepOverviewFromJson(json: JsonValue): SweepOverview {
  const fields = requireObject(json, "a sweep's overview");
  const counts = [...(objectOf(fields, 'counts') ?? [])].map(([status, count]): [string, number] => [
    status,
    Number(count),
  ]);
  const best = cellFromJson(fields.get('best') ?? null);
  return {
    counts: new Map(counts),
    metric: textOf(fields, 'metric'),
    best: typeof best === 'number' ? best : undefined,
  };
}
