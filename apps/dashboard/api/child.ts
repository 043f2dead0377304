import type { Hyperparameters, Metric, MissingMetricReason, SearchTrial } from '@hyperdrive-run/core';
import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { cellFromJson, cellToJson } from './cell.js';
import { objectOf, requireObject, textOf, timeOf, toFields } from './json-fields.js';
import { metricFromJson, metricToJson } from './metric.js';

/** What a child's primary metric is, before everything that it logged has been read. */
export type EarlyValue = number | MissingMetricReason;

/** A child of a sweep with everything that it logged, so that the page can rank by any metric without asking again. */
export interface Child {
  readonly runId: string;
  readonly parentRunId: string | undefined;
  readonly status: string;
  /** How a search of another tool judged it: a pruned trial is no candidate, whatever it logged. Its goals are not sent. */
  readonly searchTrial: SearchTrial | undefined;
  readonly hyperparameters: Hyperparameters | undefined;
  /** Where it runs or waits, in a line; `undefined` for the service's own machine. */
  readonly placement: string | undefined;
  readonly startTime: Date | undefined;
  readonly endTime: Date | undefined;
  /** Its best primary metric, where the service reports that at once; used until `isRead`. */
  readonly early: EarlyValue | undefined;
  /** Whether its metrics have been read. Until then `metrics` is empty, and says nothing. */
  readonly isRead: boolean;
  /** By name; `undefined` where they could not be read. */
  readonly metrics: ReadonlyMap<string, Metric> | undefined;
}

/** Writes a child. */
export function childToJson(child: Child): JsonObject {
  const { runId, parentRunId, status, searchTrial, hyperparameters, placement, early, isRead, metrics } = child;
  return toFields({
    runId,
    parentRunId,
    status,
    outcome: searchTrial?.outcome,
    hyperparameters,
    placement,
    startTime: child.startTime?.toISOString(),
    endTime: child.endTime?.toISOString(),
    early: earlyToJson(early),
    isRead,
    metrics: metrics && new Map([...metrics].map(([name, metric]) => [name, metricToJson(metric)])),
  });
}

/** Reads what `childToJson` wrote. @throws Error where it is no object */
export function childFromJson(json: JsonValue): Child {
  const fields = requireObject(json, 'a child run');
  const metrics = objectOf(fields, 'metrics');
  return {
    runId: textOf(fields, 'runId') ?? '',
    parentRunId: textOf(fields, 'parentRunId'),
    status: textOf(fields, 'status') ?? '',
    searchTrial: searchTrialOf(textOf(fields, 'outcome')),
    hyperparameters: objectOf(fields, 'hyperparameters'),
    placement: textOf(fields, 'placement'),
    startTime: timeOf(fields, 'startTime'),
    endTime: timeOf(fields, 'endTime'),
    early: earlyFromJson(fields.get('early') ?? null),
    isRead: fields.get('isRead') !== false,
    metrics: metrics && new Map([...metrics].flatMap(([name, metric]) => entryOf(name, metricFromJson(metric)))),
  };
}

/** Writes an early value. */
export function earlyToJson(early: EarlyValue | undefined): JsonValue {
  return early === undefined ? null : cellToJson(early);
}

/** Reads what `earlyToJson` wrote. */
export function earlyFromJson(json: JsonValue): EarlyValue | undefined {
  const value = cellFromJson(json);
  if (typeof value === 'number') return value;
  const isReason = value === 'not-logged' || value === 'not-a-number' || value === 'unreadable' || value === 'pruned';
  return isReason ? value : undefined;
}

function entryOf(name: string, metric: Metric | undefined): readonly [string, Metric][] {
  return metric === undefined ? [] : [[name, metric]];
}

/** Only how the trial ended matters here: the goal is that of the ranking. */
function searchTrialOf(outcome: string | undefined): SearchTrial | undefined {
  const isKnown = outcome === 'completed' || outcome === 'failed' || outcome === 'pruned' || outcome === 'infeasible';
  return isKnown ? { outcome, goals: [] } : undefined;
}
