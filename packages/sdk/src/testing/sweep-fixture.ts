import type {
  Metric,
  MetricCell,
  MetricColumnType,
  PrimaryMetricGoal,
  RunRecord,
  RunScope,
  RunStatus,
} from '@hyperdrive-run/core';
import { type JsonValue, writeJson } from '@hyperdrive-run/core/json';

/** A run with all that a backend may be asked about it. */
export interface RunFixture {
  readonly record: RunRecord;
  readonly metrics: readonly Metric[];
  readonly arguments: readonly string[];
  /** File name to content. */
  readonly files: ReadonlyMap<string, string>;
}

/** A sweep to load into a backend: its parent and its children, in the scope where they live. */
export interface SweepFixture {
  readonly scope: RunScope;
  readonly parent: RunFixture;
  /** In the order in which they were started; a listing returns them the other way round. */
  readonly children: readonly RunFixture[];
}

/** What is given of a child; the rest is made up. */
export interface ChildOptions {
  /** What follows `<sweep>_`; the child's position by default. */
  readonly suffix?: string | undefined;
  /** The child's status. Default Completed. */
  readonly status?: RunStatus | undefined;
  /** Whether listings leave it out. Default false. */
  readonly hidden?: boolean | undefined;
  /** The child's tags. */
  readonly tags?: ReadonlyMap<string, string> | undefined;
  /** Goes into the parent's tag for this child. */
  readonly hyperparameters?: ReadonlyMap<string, JsonValue> | undefined;
  /** What the child logged. */
  readonly metrics?: readonly Metric[] | undefined;
  /** The arguments of its script. */
  readonly arguments?: readonly string[] | undefined;
  /** Its files, name to content. */
  readonly files?: ReadonlyMap<string, string> | undefined;
}

/** What is given of a sweep; the rest is made up. */
export interface SweepOptions {
  /** Where the sweep lives. */
  readonly scope: RunScope;
  /** The sweep's id, which its children's begin with. */
  readonly runId?: string | undefined;
  /** The sweep's status. Default Completed. */
  readonly status?: RunStatus | undefined;
  /** Of the sweep; its children start one minute after the other. */
  readonly startTime?: Date | undefined;
  /** The name of the primary metric. Default accuracy. */
  readonly primaryMetricName?: string | undefined;
  /** Whether more of the primary metric is better, or less. Default maximize. */
  readonly goal?: PrimaryMetricGoal | undefined;
  /** Further tags of the sweep, beside those of its config. */
  readonly tags?: ReadonlyMap<string, string> | undefined;
  /** Further properties of the sweep. */
  readonly properties?: ReadonlyMap<string, string> | undefined;
  /** The parent's own metrics, such as the table of the best child. */
  readonly metrics?: readonly Metric[] | undefined;
  /** The parent's own files, name to content. */
  readonly files?: ReadonlyMap<string, string> | undefined;
  /** The children, in the order in which they were started. */
  readonly children?: readonly ChildOptions[] | undefined;
}

const usualStart = new Date(Date.UTC(2026, 0, 12, 8, 0, 0));

/** Makes a sweep with the tags and properties that Azure ML gives to one. */
export function makeSweep(options: SweepOptions): SweepFixture {
  const runId = options.runId ?? 'HD_3d1f6c55-8e0b-4b55-9b1e-2f6c0f1a7b10';
  const start = (options.startTime ?? usualStart).getTime();
  const primaryMetric = new Map([
    ['name', options.primaryMetricName ?? 'accuracy'],
    ['goal', options.goal ?? 'maximize'],
  ]);
  const described = (options.children ?? []).map((child, position) => ({
    ...child,
    runId: `${runId}_${child.suffix ?? position}`,
    position,
  }));
  const childTags = described.flatMap(({ runId: childId, hyperparameters }): [string, string][] =>
    hyperparameters === undefined ? [] : [[`_aml_system_${childId}`, writeJson(hyperparameters)]],
  );
  const record: RunRecord = {
    runId,
    status: options.status ?? 'Completed',
    rootRunId: runId,
    experimentName: options.scope.experimentName,
    runType: 'hyperdrive',
    hidden: false,
    tags: new Map([
      ['_aml_system_primary_metric_config', writeJson(primaryMetric)],
      [
        '_aml_system_generator_config',
        '{"name":"RANDOM","parameter_space":{"lr":["uniform",[0.1,0.9]]},"properties":null}',
      ],
      ['_aml_system_policy_config', '{"name":"DEFAULT","properties":{}}'],
      ['_aml_system_max_total_jobs', '20'],
      ['_aml_system_max_concurrent_jobs', '4'],
      ['_aml_system_max_duration_minutes', '60'],
      ...childTags,
      ...(options.tags ?? []),
    ]),
    properties: new Map([
      ['runTemplate', 'HyperDrive'],
      ['azureml.runsource', 'hyperdrive'],
      ['resume_from', 'null'],
      ...(options.properties ?? []),
    ]),
    createdTime: new Date(start),
    startTime: new Date(start),
    warnings: [],
  };
  const parent = { record, metrics: options.metrics ?? [], arguments: [], files: options.files ?? new Map() };
  const children = described.map((child) => ({
    record: {
      runId: child.runId,
      status: child.status ?? 'Completed',
      parentRunId: runId,
      rootRunId: runId,
      experimentName: options.scope.experimentName,
      runType: 'azureml.scriptrun',
      hidden: child.hidden ?? false,
      tags: child.tags ?? new Map(),
      properties: new Map(),
      createdTime: new Date(start + 60_000 * (child.position + 1)),
      startTime: new Date(start + 60_000 * (child.position + 1)),
      warnings: [],
    },
    metrics: child.metrics ?? [],
    arguments: child.arguments ?? [],
    files: child.files ?? new Map(),
  }));
  return { scope: options.scope, parent, children };
}

/** A metric of single values; each has its position as its step. */
export function scalarMetric(
  name: string,
  values: readonly MetricCell[],
  valueType: MetricColumnType = 'double',
): Metric {
  return { kind: 'scalar', name, valueType, points: values.map((value, step) => ({ value, step })) };
}
