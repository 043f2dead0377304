import { parseHyperparameters } from '@hyperdrive-run/core';
import { type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { escapedNames, mlflowOwnTags, mlflowTags, ourNames, type WireRecord } from '@hyperdrive-run/transport/wire';
import type { RunStore } from '../../../storage/run-store.js';
import type { StoredRun } from '../../../storage/runs/stored-run.js';
import { experimentIdOf } from '../../../storage/scope-ids.js';
import { latestMetrics } from '../metrics/metric-points.js';
import { paramPrefix } from '../mlflow-names.js';
import { toMlflowStatus } from '../mlflow-status.js';
import { chooseNames } from './choose-names.js';
import { runInputsAndOutputs } from './run-inputs.js';

/** A run as MLflow returns it, with the latest value of each metric. It yields where others may get their turn. */
export function* runToMlflow(store: RunStore, run: StoredRun): Generator<undefined, WireRecord> {
  const metrics = yield* latestMetrics(store, run);
  const params = paramsOf(run);
  const names = chooseNames(run, [...metrics.map(({ key }) => key), ...params.keys()]);
  const tags = new Map(mlflowTagsOf(run));
  if (names === ourNames) tags.set(mlflowOwnTags.names, escapedNames);
  return {
    info: runInfo(run),
    data: {
      metrics: metrics.map((metric) => ({ ...metric, key: names.keyOf(metric.key) })),
      params: keysAndValues(params, names.keyOf),
      tags: keysAndValues(tags, names.tagKeyOf),
    },
    ...runInputsAndOutputs(store.models, run),
  };
}

export function runInfo(run: StoredRun): WireRecord {
  return {
    run_id: run.runId,
    run_uuid: run.runId,
    run_name: run.displayName ?? run.name ?? run.runId,
    experiment_id: experimentIdOf(run.scope),
    user_id: run.createdBy ?? '',
    status: toMlflowStatus(run.status),
    start_time: run.startTime?.getTime(),
    end_time: run.endTime?.getTime(),
    artifact_uri: artifactUri(run),
    lifecycle_stage: run.hidden ? 'deleted' : 'active',
  };
}

/** Where a run's files are: through the tracking address, at the place that the client makes of this. */
export function artifactUri(run: StoredRun): string {
  return `mlflow-artifacts:/${experimentIdOf(run.scope)}/${encodeURIComponent(run.runId)}/artifacts`;
}

/** A run's hyperparameters, and what was logged as params, which comes before them. */
export function paramsOf(run: StoredRun): ReadonlyMap<string, string> {
  const params = new Map<string, string>();
  const tag = run.tags.get('hyperparameters');
  if (tag !== undefined) {
    for (const [name, value] of parseHyperparameters(tag) ?? []) params.set(name, paramText(value));
  }
  for (const [name, value] of run.properties) {
    if (name.startsWith(paramPrefix)) params.set(name.slice(paramPrefix.length), value);
  }
  return params;
}

function paramText(value: JsonValue): string {
  return typeof value === 'string' ? value : writeJson(value);
}

/** A run's tags, and what MLflow keeps in tags. Properties, which it does not know, are tags with a prefix. */
export function mlflowTagsOf(run: StoredRun): ReadonlyMap<string, string> {
  const tags = new Map(run.tags);
  for (const [name, value] of run.properties) tags.set(mlflowOwnTags.propertyPrefix + name, value);
  if (run.parentRunId !== undefined) {
    tags.set(mlflowTags.parentRunId, run.parentRunId).set(mlflowTags.rootRunId, run.rootRunId);
  }
  if (run.description !== undefined) tags.set(mlflowTags.description, run.description);
  const name = run.displayName ?? run.name;
  if (name !== undefined) tags.set(mlflowTags.runName, name);
  return tags;
}

function keysAndValues(entries: ReadonlyMap<string, string>, keyOf: (name: string) => string): readonly WireRecord[] {
  return [...entries].map(([name, value]) => ({ key: keyOf(name), value }));
}
