import {
  type HyperDriveRun,
  type JsonObject,
  type JsonValue,
  type RunMetrics,
  type RunRecord,
  toPythonMetricShape,
} from '@hyperdrive-run/sdk';
import { jsonFields } from '../output/json-fields.js';
import { childToJson } from '../present/show-child.js';

/**
 * A sweep as one JSON document: its run, its config as services write it, and its children, the best first, each with
 * hyperparameters and with metrics in the shape of Python's `get_metrics`.
 */
export async function sweepToJson(sweep: HyperDriveRun, onWarning: (message: string) => void): Promise<JsonObject> {
  const children = await sweep.getChildrenSortedByPrimaryMetric({ onWarning });
  const metrics = await sweep.getMetrics();
  const records = new Map<string, RunRecord>();
  for await (const { id, record } of sweep.getChildren()) if (record !== undefined) records.set(id, record);
  const { primaryMetric } = sweep.hyperdriveConfig;
  await sweep.getStatus({ refresh: true });
  return new Map<string, JsonValue>([
    ...runToJson(sweep.record),
    ['primaryMetric', new Map(Object.entries(primaryMetric))],
    [
      'children',
      children.map(
        (child): JsonValue =>
          new Map<string, JsonValue>([
            ...runToJson(records.get(child.runId)),
            ...entriesOf(childToJson(child)),
            ['metrics', metricsToJson(metrics.get(child.runId))],
          ]),
      ),
    ],
  ]);
}

function runToJson(record: RunRecord | undefined): JsonObject {
  if (record === undefined) return new Map();
  const { runId, status, experimentName, displayName, description, createdTime, startTime, endTime } = record;
  const { tags, properties } = record;
  return jsonFields({
    runId,
    status,
    experimentName,
    displayName,
    description,
    createdTime,
    startTime,
    endTime,
    tags,
    properties,
  });
}

function entriesOf(value: JsonValue): JsonObject {
  return value instanceof Map ? value : new Map();
}

function metricsToJson(metrics: RunMetrics | undefined): JsonObject {
  return new Map([...(metrics ?? [])].map(([name, metric]) => [name, toPythonMetricShape(metric)]));
}
