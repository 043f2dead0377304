import type { MetricColumnType, RunScope, RunStatus } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import type { NewMetricRow, RunToLoad } from '@hyperdrive-run/local/testing';

/** Where all these sweeps live. */
export const shapesScope = {
  subscriptionId: '11111111-2222-3333-4444-555555555555',
  resourceGroup: 'orchard',
  workspaceName: 'pears',
  experimentName: 'harvest',
} satisfies RunScope;

/** How a sweep's tags are named, over the years: bare until 2020, both for a while, prefixed since. */
export type TagNames = 'bare' | 'both' | 'prefixed';

export type LoggedValue = number | string | boolean;

/** A child as a fixture tells it. */
export interface ChildShape {
  /** What stands behind `<sweep>_`; the child's position by default. */
  readonly suffix?: string | undefined;
  readonly status?: RunStatus | undefined;
  readonly number?: number | undefined;
  /** One row for each value; a lone value is logged once. */
  readonly metrics?: Readonly<Record<string, LoggedValue | readonly LoggedValue[]>> | undefined;
  /** Artifact type and reference by metric name. */
  readonly artifacts?: Readonly<Record<string, string>> | undefined;
  /** The text of the parent's tag for this child. */
  readonly parentTag?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly arguments?: readonly string[] | undefined;
}

/** One row of the parent's table of the best child. */
export interface BestRow {
  readonly runId: string;
  readonly value: number;
  readonly final: boolean;
}

/** A sweep as a fixture tells it; the rest is made up in the way of the service. */
export interface SweepShape {
  readonly id: string;
  readonly status: RunStatus;
  readonly parentRunId?: string | undefined;
  readonly tagNames: TagNames;
  /** The parent's tags without prefix. */
  readonly tags: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
  readonly children: readonly ChildShape[];
  readonly bestRows?: readonly BestRow[] | undefined;
  /** The column that tells when: `timestamp` until 2021. */
  readonly bestTime?: 'timestamp' | 'time_elapse' | undefined;
  readonly cancellationReason?: string | undefined;
  readonly target?: string | undefined;
}

const start = Date.UTC(2025, 8, 1, 6, 0, 0);
const minute = 60_000;

/** The runs of a sweep, ready to load: the parent, then its children in the order in which they were started. */
export function buildSweep(shape: SweepShape): readonly RunToLoad[] {
  const children = shape.children.map((child, position) => ({
    child,
    runId: `${shape.id}_${child.suffix ?? position}`,
    startTime: new Date(start + (position + 1) * minute),
  }));
  const childTags = children.flatMap(({ child, runId }): [string, string][] =>
    child.parentTag === undefined ? [] : [[runId, child.parentTag]],
  );
  const parent: RunToLoad = {
    scope: shapesScope,
    runId: shape.id,
    parentRunId: shape.parentRunId,
    runType: 'hyperdrive',
    status: shape.status,
    tags: named([...Object.entries(shape.tags), ...childTags], shape.tagNames),
    properties: new Map(Object.entries(shape.properties)),
    createdTime: new Date(start),
    startTime: new Date(start),
    cancellationReason: shape.cancellationReason,
    target: shape.target,
    metricRows: (shape.bestRows ?? []).map((row, index) => bestRow(row, index, shape)),
  };
  return [
    parent,
    ...children.map(({ child, runId, startTime }) => ({
      scope: shapesScope,
      runId,
      parentRunId: shape.id,
      runType: 'azureml.scriptrun',
      status: child.status ?? 'Completed',
      number: child.number,
      tags: new Map(Object.entries(child.tags ?? {})),
      createdTime: startTime,
      startTime,
      runDefinition: new Map<string, JsonValue>([['arguments', child.arguments ?? []]]),
      metricRows: loggedRows(child, startTime),
    })),
  ];
}

function named(tags: readonly [string, string][], names: TagNames): ReadonlyMap<string, string> {
  const prefixed = tags.map(([name, text]): [string, string] => [`_aml_system_${name}`, text]);
  return new Map([...(names === 'bare' ? [] : prefixed), ...(names === 'prefixed' ? [] : tags)]);
}

function loggedRows(child: ChildShape, time: Date): readonly NewMetricRow[] {
  const values = Object.entries(child.metrics ?? {}).flatMap(([name, given]) =>
    [given].flat().map(
      (value, index): NewMetricRow => ({
        metricId: `${name}-${index}`,
        name,
        metricType: 'azureml.v1.scalar',
        columns: new Map([[name, typeOf(value)]]),
        data: new Map([[name, value]]),
        time,
      }),
    ),
  );
  const artifacts = Object.entries(child.artifacts ?? {}).map(
    ([name, reference]): NewMetricRow => ({
      metricId: name,
      name,
      metricType: 'azureml.v2.image',
      columns: new Map([[name, 'string']]),
      data: new Map([[name, reference]]),
      time,
    }),
  );
  return [...values, ...artifacts];
}

function typeOf(value: LoggedValue): MetricColumnType {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  return Number.isInteger(value) ? 'int' : 'double';
}

function bestRow({ runId, value, final }: BestRow, index: number, { tags, bestTime }: SweepShape): NewMetricRow {
  const time = new Date(start + (index + 5) * minute);
  const when: [string, JsonValue] =
    bestTime === 'timestamp' ? ['timestamp', time.toISOString()] : ['time_elapse', 40 * (index + 1)];
  const data = new Map<string, JsonValue>([
    ['metric_name', metricNameOf(tags)],
    when,
    ['run_id', runId],
    ['metric_value', value],
    ['final', final],
  ]);
  const columns = new Map<string, MetricColumnType>([
    ['metric_name', 'string'],
    [when[0], bestTime === 'timestamp' ? 'string' : 'int'],
    ['run_id', 'string'],
    ['metric_value', 'double'],
    ['final', 'bool'],
  ]);
  const name = 'best_child_by_primary_metric';
  return { metricId: `best-${index}`, name, metricType: 'azureml.v1.table', columns, data, time };
}

function metricNameOf(tags: SweepShape['tags']): string {
  return /"name": ?"([^"]*)"/.exec(tags['primary_metric_config'] ?? '')?.[1] ?? '';
}
