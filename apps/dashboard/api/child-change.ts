import type { Metric } from '@hyperdrive-run/core';
import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import type { Child } from './child.js';
import { objectOf, requireObject, textOf, toFields } from './json-fields.js';
import { applyMetricChange, type MetricChange, metricChangeFromJson, metricChangeToJson } from './metric-change.js';

/** How a child differs from what it was at an earlier look: all that is not named is as it was. */
export interface ChildChange {
  readonly runId: string;
  readonly status: string;
  /** Of the metrics that are new or have changed, by name. */
  readonly metrics: ReadonlyMap<string, MetricChange>;
}

/** Writes a change. */
export function childChangeToJson({ runId, status, metrics }: ChildChange): JsonObject {
  const written = [...metrics].map(([name, change]): [string, JsonValue] => [name, metricChangeToJson(change)]);
  return toFields({ runId, status, metrics: new Map(written) });
}

/** Reads what `childChangeToJson` wrote. @throws Error where it is no object */
export function childChangeFromJson(json: JsonValue): ChildChange {
  const fields = requireObject(json, 'what changed of a child run');
  const metrics = [...(objectOf(fields, 'metrics') ?? [])].flatMap(([name, change]): [string, MetricChange][] => {
    const read = metricChangeFromJson(change);
    return read === undefined ? [] : [[name, read]];
  });
  return { runId: textOf(fields, 'runId') ?? '', status: textOf(fields, 'status') ?? '', metrics: new Map(metrics) };
}

/** The child after a change: changed metrics keep their place, new ones come last. */
export function applyChildChange(before: Child, { status, metrics: changes }: ChildChange): Child {
  if (changes.size === 0) return { ...before, status };
  const metrics = new Map<string, Metric>(before.metrics);
  for (const [name, change] of changes) metrics.set(name, applyMetricChange(metrics.get(name), change));
  return { ...before, status, metrics };
}
