import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { requireObject, textOf, timeOf, toFields } from './json-fields.js';

/** A sweep as a list shows it. */
export interface SweepSummary {
  readonly runId: string;
  readonly status: string;
  readonly displayName: string | undefined;
  readonly experiment: string | undefined;
  readonly startTime: Date | undefined;
  readonly endTime: Date | undefined;
  readonly cancellationReason: string | undefined;
  /** The message of the error that the sweep failed with. */
  readonly error: string | undefined;
}

/** Writes a sweep. */
export function sweepSummaryToJson(sweep: SweepSummary): JsonObject {
  const { runId, status, displayName, experiment, startTime, endTime, cancellationReason, error } = sweep;
  const [start, end] = [startTime?.toISOString(), endTime?.toISOString()];
  return toFields({
    runId,
    status,
    displayName,
    experiment,
    startTime: start,
    endTime: end,
    cancellationReason,
    error,
  });
}

/** Reads what `sweepSummaryToJson` wrote. @throws Error where it is no object */
export function sweepSummaryFromJson(json: JsonValue): SweepSummary {
  const fields = requireObject(json, 'a sweep');
  return {
    runId: textOf(fields, 'runId') ?? '',
    status: textOf(fields, 'status') ?? '',
    displayName: textOf(fields, 'displayName'),
    experiment: textOf(fields, 'experiment'),
    startTime: timeOf(fields, 'startTime'),
    endTime: timeOf(fields, 'endTime'),
    cancellationReason: textOf(fields, 'cancellationReason'),
    error: textOf(fields, 'error'),
  };
}
