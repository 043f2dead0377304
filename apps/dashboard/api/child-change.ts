import type { Metric } from '@hyperdrive-run/core';
import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { type Child, type EarlyValue, earlyFromJson, earlyToJson } from './child.js';
import { objectOf, requireObject, textOf, timeOf, toFields } from './json-fields.js';
import { applyMetricChange, type MetricChange, metricChangeFromJson, metricChangeToJson } from './metric-change.js';

/** How a child differs from what it was at an earlier look: all that is not named is as it was. */
export interface ChildChange {
  readonly runId: string;
  readonly status: string;
  readonly startTime: Date | undefined;
  readonly endTime: Date | undefined;
  readonly early: EarlyValue | undefined;
  readonly isRead: boolean;
  /** Of the metrics that are new or have changed, by name. */
  readonly metrics: ReadonlyMap<string, MetricChange>;
}

/** Writes a change. */
export function childChangeToJson(change: ChildChange): JsonObject {
  const { runId, status, startTime, endTime, early, isRead, metrics } = change;
  const written = [...metrics].map(([name, metric]): [string, JsonValue] => [name, metricChangeToJson(metric)]);
  return toFields({
    runId,
    status,
    startTime: startTime?.toISOString(),
    endTime: endTime?.toISOString(),
    early: earlyToJson(early),
    isRead,
    metrics: new Map(written),
  });
}

/** Reads what `childChangeToJson` wrote. @throws Error where it is no object */
export function childChangeFromJson(json: JsonValue): ChildChange {
  const fields = requireObject(json, 'what changed of a child run');
  const metrics = [...(objectOf(fields, 'metrics') ?? [])].flatMap(([name, change]): [string, MetricChange][] => {
    const read = metricChangeFromJson(change);
    return read === undefined ? [] : [[name, read]];
  });
  return {
    runId: textOf(fields, 'runId') ?? '',
    status: textOf(fields, 'status') ?? '',
    startTime: timeOf(fields, 'startTime'),
    endTime: timeOf(fields, 'endTime'),
    early: earlyFromJson(fields.get('early') ?? null),
    isRead: fields.get('isRead') === true,
    metrics: new Map(metrics),
  };
}

/** The child after a change: changed metrics keep their place, new ones come last. */
export function applyChildChange(before: Child, { metrics: changes, ...change }: ChildChange): Child {
  if (changes.size === 0) return { ...before, ...change };
  const metrics = new Map<string, Metric>(before.metrics);
  for (const [name, metric] of changes) metrics.set(name, applyMetricChange(metrics.get(name), metric));
  return { ...before, ...change, metrics };
}
