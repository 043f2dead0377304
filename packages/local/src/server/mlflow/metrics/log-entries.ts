import { createHash } from 'node:crypto';
import type { JsonObject } from '@hyperdrive-run/core/json';
import {
  hasOurNames,
  metricTypes,
  mlflowOwnTags,
  mlflowTags,
  ourNames,
  theirNames,
} from '@hyperdrive-run/transport/wire';
import type { NewMetricRow } from '../../../storage/metrics/stored-metric.js';
import type { RunStore } from '../../../storage/run-store.js';
import type { RunUpdate, StoredRun } from '../../../storage/runs/stored-run.js';
import { RequestRefusal } from '../../http/request-refusal.js';
import { paramPrefix } from '../mlflow-names.js';
import { keyOf, numberOf, timeOf, valueTextOf } from '../mlflow-request.js';
import { keepModelMetrics } from '../models/model-metrics.js';
import { nameInRun } from '../runs/names-of-run.js';

/** What a call logs. */
export interface LogEntries {
  readonly metrics?: readonly JsonObject[] | undefined;
  readonly params?: readonly JsonObject[] | undefined;
  readonly tags?: readonly JsonObject[] | undefined;
}

/** The name that a key means. */
type NameOf = (key: string) => string;

/** A run that is made has no names yet, but the mark of how they are written may be among its first tags. */
function namesOfNewRun(tags: readonly JsonObject[]): NameOf {
  const marked = hasOurNames(tags.map((tag) => [keyOf(tag), valueTextOf(tag)]));
  return marked ? ourNames.nameOf : theirNames.nameOf;
}

/** Stores what a call logs, all of it or nothing. @throws RequestRefusal with 400 */
export function logEntries(store: RunStore, run: StoredRun, entries: LogEntries, now: Date): void {
  const nameOf = (key: string): string => nameInRun(store, run, key);
  const rows = (entries.metrics ?? []).map((entry) => metricRow(entry, nameOf, now));
  const update = tagUpdate(run, entries.tags ?? [], nameOf);
  const params = newParams(run, entries.params ?? [], nameOf);
  const addProperties = new Map([...(update.addProperties ?? []), ...params]);
  store.transaction(() => {
    if (rows.length > 0) store.appendMetricRows(run, rows);
    keepModelMetrics(store.models, run, entries.metrics ?? [], now);
    // A call that logs metrics only leaves the run as it is.
    if (params.size + (entries.tags?.length ?? 0) > 0) store.updateRun(run, { ...update, addProperties });
  });
}

/** As in MLflow's own store, the same value of the same time and step is stored once: clients repeat their requests. */
function metricRow(entry: JsonObject, nameOf: NameOf, now: Date): NewMetricRow {
  const name = nameOf(keyOf(entry));
  const value = numberOf(entry, 'value');
  if (value === undefined) throw new RequestRefusal(400, `Missing value for required parameter 'value' of '${name}'.`);
  const given = timeOf(entry, 'timestamp');
  const step = numberOf(entry, 'step') ?? 0;
  const identity = JSON.stringify([name, String(value), (given ?? now).getTime(), step]);
  return {
    metricId: `mlflow-${createHash('sha256').update(identity).digest('hex').slice(0, 32)}`,
    name,
    metricType: metricTypes.scalar,
    columns: new Map([[name, 'double']]),
    data: new Map([[name, value]]),
    step,
    time: given ?? now,
  };
}

/** The changes that tags make; a run's name, description and parent are tags to MLflow, and fields here. */
export function tagUpdate(
  run: Pick<StoredRun, 'runId' | 'parentRunId'>,
  tags: readonly JsonObject[],
  nameOf: NameOf = namesOfNewRun(tags),
): RunUpdate {
  const setTags = new Map<string, string>();
  const addProperties = new Map<string, string>();
  let displayName: string | undefined;
  let description: string | undefined;
  for (const entry of tags) {
    const key = nameOf(keyOf(entry));
    const value = valueTextOf(entry);
    if (key === mlflowTags.runName) displayName = value;
    else if (key === mlflowTags.description) description = value;
    else if (key === mlflowTags.parentRunId) requireParent(run, value);
    else if (key.startsWith(mlflowOwnTags.propertyPrefix))
      addProperties.set(key.slice(mlflowOwnTags.propertyPrefix.length), value);
    // The root follows from the parent, and a cancel is one here, which nothing goes on after.
    else if (key !== mlflowTags.rootRunId && key !== mlflowOwnTags.canceledAt) setTags.set(key, value);
  }
  return { setTags, addProperties, displayName, description };
}

function requireParent(run: Pick<StoredRun, 'runId' | 'parentRunId'>, value: string): void {
  if (value !== run.parentRunId) throw new RequestRefusal(400, `The parent of run ${run.runId} stays as it is.`);
}

/** Params can be logged again with the value that they have, not with another one. */
function newParams(run: StoredRun, params: readonly JsonObject[], nameOf: NameOf): Map<string, string> {
  const added = new Map<string, string>();
  for (const entry of params) {
    const key = nameOf(keyOf(entry));
    const value = valueTextOf(entry);
    const before = added.get(paramPrefix + key) ?? run.properties.get(paramPrefix + key);
    if (before !== undefined && before !== value) {
      throw new RequestRefusal(
        400,
        `Changing param values is not allowed. Param with key='${key}' was already logged with value='${before}' for run ID='${run.runId}'. Attempted logging new value '${value}'.`,
      );
    }
    added.set(paramPrefix + key, value);
  }
  return added;
}
