import type { Hyperparameters } from '@hyperdrive-run/core';
import type { JsonObject } from '@hyperdrive-run/core/json';
import { cellFromJson, cellToJson } from './cell.js';
import { listOf, objectOf, textOf, toFields } from './json-fields.js';

/** The best run of a sweep, with the reasons that `explainBestRun` gives. */
export interface BestRun {
  readonly runId: string;
  /** `undefined` where the run's own metrics do not contain what the service recorded. */
  readonly value: number | undefined;
  /** Who says that it is the best, such as `scan`. */
  readonly origin: string | undefined;
  /** The ids of other runs with the same value. */
  readonly tied: readonly string[];
  /** Whether another run may still become the best. */
  readonly provisional: boolean;
  /** The sweep that it belongs to, where that is one that this sweep resumed from. */
  readonly resumedFrom: string | undefined;
  /** Only of a run of a resumed sweep; those of this sweep's own children come with the children. */
  readonly hyperparameters: Hyperparameters | undefined;
}

/** Writes a best run. */
export function bestRunToJson(best: BestRun): JsonObject {
  const { value, ...others } = best;
  return toFields({ ...others, value: value === undefined ? null : cellToJson(value) });
}

/** Reads what `bestRunToJson` wrote. */
export function bestRunFromJson(json: JsonObject): BestRun {
  const value = cellFromJson(json.get('value') ?? null);
  return {
    runId: textOf(json, 'runId') ?? '',
    value: typeof value === 'number' ? value : undefined,
    origin: textOf(json, 'origin'),
    tied: listOf(json, 'tied').filter((runId) => typeof runId === 'string'),
    provisional: json.get('provisional') === true,
    resumedFrom: textOf(json, 'resumedFrom'),
    hyperparameters: objectOf(json, 'hyperparameters'),
  };
}
