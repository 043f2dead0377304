// Puts the contract suite's sweeps into an MLflow server. MLflow gives ids of its own: the answer says which is which.

import type { Metric, RunStatus } from '@hyperdrive-run/core';
import type { RunFixture, SweepFixture } from '@hyperdrive-run/sdk/testing';
import { escapedNames, mlflowOwnTags, mlflowTags, toMlflowName, writeWireJson } from '@hyperdrive-run/transport/wire';
import type { TrackingClient } from './tracking-client.mjs';

const statuses: ReadonlyMap<RunStatus, string> = new Map([
  ['Queued', 'SCHEDULED'],
  ['Running', 'RUNNING'],
  ['Completed', 'FINISHED'],
  ['Failed', 'FAILED'],
  ['Canceled', 'KILLED'],
]);

/** Loads a sweep into an experiment and answers MLflow's ids by those of the fixture. */
export async function loadSweep(
  client: TrackingClient,
  experimentId: string,
  { parent, children }: SweepFixture,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const runs = [parent, ...children];
  const create = async ({ record }: RunFixture): Promise<void> => {
    const startTime = record.startTime?.getTime() ?? 0;
    // Named at once: not every server lets a run be moved below another one later.
    const above = record.parentRunId === undefined ? undefined : ids.get(record.parentRunId);
    // Names of any characters are written as our copies write them, and marked as theirs are.
    const tags: [string, string][] = [[mlflowOwnTags.names, escapedNames]];
    if (above !== undefined) tags.push([mlflowTags.parentRunId, above]);
    ids.set(record.runId, await client.createRun(experimentId, startTime, { name: record.displayName, tags }));
  };
  const parents = new Set(runs.map(({ record }) => record.parentRunId));
  for (const run of runs) if (parents.has(run.record.runId)) await create(run);
  await forEachOfEight(
    runs.filter(({ record }) => !parents.has(record.runId)),
    create,
  );
  await forEachOfEight(runs, (run) => loadRun(client, experimentId, run, ids));
  return ids;
}

/** Eight at a time: one after the other, most of a test would be waiting. */
async function forEachOfEight<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

async function loadRun(
  client: TrackingClient,
  experimentId: string,
  { record, metrics, files }: RunFixture,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const runId = ids.get(record.runId) ?? '';
  const tags = new Map<string, string>();
  if (record.parentRunId !== undefined) tags.set(mlflowTags.parentRunId, record.parentRunId);
  for (const [name, value] of record.tags) tags.set(name, value);
  for (const [name, value] of record.properties) tags.set(mlflowOwnTags.propertyPrefix + name, value);
  const tables = metrics.filter((metric) => metric.kind === 'table');
  if (tables.length > 0) {
    const entries = tables.map(({ name }) => ({ path: `${name}.json`, type: 'table' }));
    tags.set(mlflowTags.loggedArtifacts, JSON.stringify(entries));
  }
  await client.post('runs/log-batch', {
    run_id: runId,
    metrics: metrics.flatMap(toValues),
    tags: [...tags].map(([name, value]) => ({ key: toMlflowName(translate(name, ids)), value: translate(value, ids) })),
  });
  for (const { name, columns, rows } of tables) {
    const names = [...columns.keys()];
    const data = rows.map(({ cells }) => names.map((column) => cells.get(column) ?? null));
    const table = writeWireJson({ columns: names, data });
    await client.putFile(experimentId, runId, `${name}.json`, table);
  }
  for (const [name, content] of files) await client.putFile(experimentId, runId, name, content);
  const status = statuses.get(record.status);
  if (status !== undefined && status !== 'RUNNING') {
    await client.post('runs/update', { run_id: runId, status, end_time: record.endTime?.getTime() });
  }
  if (record.hidden) await client.post('runs/delete', { run_id: runId });
}

/** Ids of the fixture stand in names and values of tags; there they are MLflow's. */
export function translate(text: string, ids: ReadonlyMap<string, string>): string {
  const prefix = '_aml_system_';
  if (text.startsWith(prefix)) return prefix + (ids.get(text.slice(prefix.length)) ?? text.slice(prefix.length));
  return ids.get(text) ?? text;
}

function toValues(metric: Metric) {
  if (metric.kind !== 'scalar') return [];
  return metric.points.map(({ value, step = 0, time }) => ({
    key: toMlflowName(metric.name),
    value: typeof value === 'boolean' ? Number(value) : value,
    step,
    timestamp: time?.getTime() ?? 0,
  }));
}
