import { randomUUID } from 'node:crypto';
import type { MetricColumnType } from '@hyperdrive-run/core';
import { type JsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import type { ExperimentScope, NewMetricRow, RunToLoad } from '@hyperdrive-run/local/testing';
import { type DescribedChild, type DescribedMetric, type DescribedSweep, parametersText } from './arbitrary-sweep.js';

const start = Date.UTC(2026, 2, 4, 9, 0, 0);

/** The runs of a described sweep, its parent first. */
export function toRuns(
  sweep: DescribedSweep,
  scope: ExperimentScope,
  runId: string,
  properties: ReadonlyMap<string, string> = new Map(),
): RunToLoad[] {
  return [
    {
      scope,
      runId,
      status: sweep.status,
      runType: 'hyperdrive',
      tags: new Map([...sweepTags(sweep, scope), ...childTags(sweep, runId)]),
      properties: new Map([
        ['runTemplate', 'HyperDrive'],
        ['azureml.runsource', 'hyperdrive'],
        ['resume_from', 'null'],
        ...properties,
      ]),
      startTime: new Date(start),
      metricRows: tableRows(sweep, runId),
    },
    ...sweep.children.map((child, position) =>
      toChild(child, scope, { runId, startTime: new Date(start + position * 1000) }),
    ),
  ];
}

function toChild(
  child: DescribedChild,
  scope: ExperimentScope,
  { runId, startTime }: { readonly runId: string; readonly startTime: Date },
): RunToLoad {
  return {
    scope,
    runId: `${runId}_${child.suffix}`,
    parentRunId: runId,
    status: child.status,
    hidden: child.hidden,
    runType: 'azureml.scriptrun',
    startTime,
    metricRows: child.metrics.flatMap(metricRows),
  };
}

/** The seven tags that Python needs; under both names where both are there. */
function sweepTags({ metric, goal, prefix, hasBrokenTag }: DescribedSweep, scope: ExperimentScope): [string, string][] {
  const platform = new Map<string, JsonValue>([
    ['ServiceAddress', 'http://127.0.0.1'],
    ['SubscriptionId', scope.subscriptionId],
    ['ResourceGroupName', scope.resourceGroup],
    ['WorkspaceName', scope.workspaceName],
    ['ExperimentName', scope.experimentName],
    ['Definition', new Map()],
  ]);
  const tags: readonly (readonly [string, string])[] = [
    ['generator_config', '{"name":"RANDOM","parameter_space":{"lr":["uniform",[0.1,0.9]]},"properties":null}'],
    ['policy_config', '{"name":"DEFAULT","properties":{}}'],
    [
      'primary_metric_config',
      writeJson(
        new Map([
          ['name', metric],
          ['goal', goal],
        ]),
      ),
    ],
    ['platform_config', writeJson(platform)],
    ['max_total_jobs', '60'],
    ['max_concurrent_jobs', '4'],
    ['max_duration_minutes', '100'],
  ];
  if (hasBrokenTag)
    return [...tags.map(([name, text]): [string, string] => [name, text]), ['_aml_system_policy_config', '{"name"']];
  const prefixes = prefix === 'both' ? ['_aml_system_', ''] : [prefix === 'bare' ? '' : '_aml_system_'];
  return prefixes.flatMap((before) => tags.map(([name, text]): [string, string] => [before + name, text]));
}

function childTags({ children }: DescribedSweep, runId: string): [string, string][] {
  return children.flatMap((child): [string, string][] => {
    const id = `${runId}_${child.suffix}`;
    const text = parametersText(child);
    if (child.hyperparameters === 'prefixed') return [[`_aml_system_${id}`, text]];
    if (child.hyperparameters === 'bare') return [[id, text]];
    if (child.hyperparameters === 'both')
      return [
        [`_aml_system_${id}`, text],
        [id, text],
      ];
    return child.hyperparameters === 'empty' ? [[`_aml_system_${id}`, '']] : [];
  });
}

function metricRows({ name, type, values, isTable }: DescribedMetric): NewMetricRow[] {
  const column = isTable ? 'value' : name;
  return values.map((value) =>
    row(
      name,
      isTable ? 'azureml.v1.table' : 'azureml.v1.scalar',
      new Map([[column, type]]),
      new Map([[column, value]]),
    ),
  );
}

function tableRows({ table, metric, columnShift }: DescribedSweep, runId: string): NewMetricRow[] {
  const types: [string, MetricColumnType][] = [
    ['metric_value', 'double'],
    ['final', 'bool'],
    ['run_id', 'string'],
    ['metric_name', 'string'],
    ['time_elapse', 'int'],
  ];
  const columns = new Map([...types.slice(columnShift), ...types.slice(0, columnShift)]);
  return (table ?? []).map(({ child, value, final }, position) => {
    const cells = new Map<string, JsonValue>([
      ['metric_value', value],
      ['final', final],
      ['run_id', `${runId}_${child}`],
      ['metric_name', metric],
      ['time_elapse', position],
    ]);
    return row('best_child_by_primary_metric', 'azureml.v1.table', columns, cells);
  });
}

function row(
  name: string,
  metricType: string,
  columns: ReadonlyMap<string, MetricColumnType>,
  data: JsonObject,
): NewMetricRow {
  return { metricId: randomUUID(), name, metricType, columns, data, time: new Date(start) };
}
