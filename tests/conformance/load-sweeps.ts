import { randomUUID } from 'node:crypto';
import type { Metric, MetricColumnType, RunScope } from '@hyperdrive-run/core';
import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { type ExperimentScope, loadRuns, type NewMetricRow, type RunToLoad } from '@hyperdrive-run/local/testing';
import type { RunFixture, SweepFixture } from '@hyperdrive-run/sdk/testing';

/** Puts the contract suite's sweeps into the folder of a local service. */
export function loadSweeps(folder: string, sweeps: readonly SweepFixture[]): void {
  const runs = sweeps.flatMap(({ scope, parent, children }) =>
    [parent, ...children].map((run) => toRunToLoad(run, toExperimentScope(scope))),
  );
  loadRuns(folder, runs);
}

function toExperimentScope(scope: RunScope): ExperimentScope {
  const { subscriptionId = '', resourceGroup = '', workspaceName = '', experimentName = '' } = scope;
  return { subscriptionId, resourceGroup, workspaceName, experimentName };
}

function toRunToLoad({ record, metrics, arguments: words, files }: RunFixture, scope: ExperimentScope): RunToLoad {
  return {
    ...record,
    scope,
    runDefinition: new Map<string, JsonValue>([['arguments', words]]),
    metricRows: metrics.flatMap(toRows),
    files,
  };
}

function toRows(metric: Metric): NewMetricRow[] {
  const { name } = metric;
  if (metric.kind === 'scalar') {
    const columns: ReadonlyMap<string, MetricColumnType> = new Map([[name, metric.valueType]]);
    return metric.points.map(({ value, step, time }) =>
      makeRow(name, 'azureml.v1.scalar', columns, new Map([[name, value]]), step, time),
    );
  }
  if (metric.kind === 'table') {
    return metric.rows.map(({ cells, step, time }) =>
      makeRow(name, 'azureml.v1.table', metric.columns, new Map(cells), step, time),
    );
  }
  const columns = new Map([[name, 'string']]);
  return metric.references.map((reference) =>
    makeRow(name, metric.artifactType, columns, new Map([[name, reference]])),
  );
}

function makeRow(
  name: string,
  metricType: string,
  columns: ReadonlyMap<string, MetricColumnType>,
  data: JsonObject,
  step?: number,
  time: Date = new Date(),
): NewMetricRow {
  return { metricId: randomUUID(), name, metricType, columns, data, step, time };
}
