import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PrimaryMetricGoal } from '@hyperdrive-run/core';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { backendContract, type ContractHarness, type SweepFixture } from '@hyperdrive-run/sdk/testing';
import { openStore } from '@hyperdrive-run/stores';
import { afterAll, describe, it } from 'vitest';
import { type WrittenTrial, writeExperiment } from './write-experiment.js';

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const statuses = new Map([
  ['Completed', 'TERMINATED'],
  ['Failed', 'ERROR'],
  ['Running', 'RUNNING'],
  ['Queued', 'PENDING'],
]);

const harness: ContractHarness = {
  unsupported: [
    ...(['submit', 'cancel', 'change', 'archive', 'logs', 'arguments'] as const),
    ...(['sweeps', 'scopes', 'status', 'tags', 'hidden', 'nested', 'winner', 'tables'] as const),
  ],
  async open([sweep]) {
    if (sweep === undefined) throw new Error('There is no sweep.');
    const base = await mkdtemp(path.join(tmpdir(), 'ray-tune-contract-'));
    folders.push(base);
    const { runId, tags } = sweep.parent.record;
    const folder = path.join(base, runId);
    const judged = jsonOf(tags.get('_aml_system_primary_metric_config'));
    const name = judged.get('name');
    const metric = typeof name === 'string' ? name : undefined;
    const goal: PrimaryMetricGoal = judged.get('goal') === 'minimize' ? 'minimize' : 'maximize';
    await writeExperiment(folder, { trials: trialsOf(sweep), metric, startTime: 1_768_204_800 });
    return openStore(`ray-tune:${folder}`, { goal });
  },
};

function trialsOf({ parent, children }: SweepFixture): readonly WrittenTrial[] {
  const own = children.filter(({ record }) => record.parentRunId === parent.record.runId);
  return own.map(({ record, metrics, files }) => {
    const results: Map<string, JsonValue>[] = [];
    for (const metric of metrics) {
      if (metric.kind !== 'scalar') continue;
      for (const [at, { value, step }] of metric.points.entries()) {
        const row = (results[at] ??= new Map([['training_iteration', step ?? at]]));
        row.set(metric.name, value);
      }
    }
    const evaluated = jsonOf(parent.record.tags.get(`_aml_system_${record.runId}`));
    return {
      id: record.runId,
      status: statuses.get(record.status) ?? record.status,
      evaluated,
      results: results.length === 0 ? undefined : results,
      startTime: (record.startTime?.getTime() ?? 0) / 1000,
      files,
    };
  });
}

function jsonOf(text: string | undefined): JsonObject {
  const value = text === undefined ? undefined : parseJson(text);
  return isJsonObject(value) ? value : new Map();
}

describe('the backend of a Ray Tune folder', () => {
  for (const { name, run } of backendContract) it(name, () => run(harness));
});
