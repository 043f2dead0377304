import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PrimaryMetricGoal } from '@hyperdrive-run/core';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { backendContract, type ContractHarness, type SweepFixture } from '@hyperdrive-run/sdk/testing';
import { openStore } from '@hyperdrive-run/stores';
import { afterAll, describe, expect, it } from 'vitest';
import { type WrittenTrial, writeExperiment } from './write-experiment.js';

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/**
 * What a Ray Tune folder has no place for, by case, with what the case finds in its place: tags of a user, hidden trials,
 * trials below trials, several experiments, tables and a recorded winner.
 */
const withoutPlace: ReadonlyMap<string, string> = new Map([
  [
    'returns a run with its tags and properties, whatever their names and values contain',
    'status: expected "Completed", got "NotStarted"',
  ],
  [
    'lists children newest start first, each once, however small the pages are, and leaves hidden ones out',
    'children in pages of 1',
  ],
  ['lists the children of children when asked to, and only then', 'children: expected'],
  ['lists sweeps newest start first, only those of some statuses where that is asked', 'all sweeps: expected'],
  ['finds the runs of another scope only through withScope', 'There is no run "HD_there" in a Ray Tune folder'],
  ['keeps the rows of a table with their columns and types', 'The table did not come back as a table'],
  ['lets HyperDriveRun use the winner that the service recorded', 'the recorded one of three tied children'],
]);

const statuses = new Map([
  ['Completed', 'TERMINATED'],
  ['Failed', 'ERROR'],
  ['Running', 'RUNNING'],
  ['Queued', 'PENDING'],
]);

const harness: ContractHarness = {
  unsupported: ['submit', 'cancel', 'change', 'archive', 'logs', 'arguments'],
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
  return children.map(({ record, metrics, files }) => {
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
  for (const { name, run } of backendContract) {
    it(name, async () => {
      const refusal = withoutPlace.get(name);
      if (refusal === undefined) await expect(run(harness)).resolves.toBeUndefined();
      else await expect(run(harness)).rejects.toThrow(refusal);
    });
  }
});
