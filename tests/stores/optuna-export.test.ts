import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Metric } from '@hyperdrive-run/core';
import {
  choice,
  loguniform,
  type ParameterExpression,
  type ParameterSpace,
  quniform,
  randint,
  uniform,
} from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { type SweepForOptuna, writeOptunaStudy } from '@hyperdrive-run/stores';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runOptuna } from './optuna/write-studies.js';
import { optunaMajors } from './python/make-optuna-environment.mjs';

async function temporaryFile(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hyperdrive-export-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return path.join(folder, 'study.db');
}

const space: ParameterSpace = new Map<string, ParameterExpression>([
  ['lr', loguniform(-6, 0)],
  ['momentum', uniform(0, 1)],
  ['units', quniform(16, 128, 16)],
  ['layers', randint(4)],
  ['optimizer', choice('sgd', 'adam')],
]);

function parameters(at: number): ReadonlyMap<string, JsonValue> {
  return new Map<string, JsonValue>([
    ['lr', Math.exp(-at - 0.5)],
    // Outside of the space, as values that people gave may be.
    ['momentum', at === 3 ? 1.5 : at / 4],
    ['units', 16 * (at + 1)],
    ['layers', at % 4],
    ['optimizer', at % 2 === 0 ? 'sgd' : 'adam'],
    ['free', at === 0 ? 'text' : at],
  ]);
}

/** A sweep of five trials, of which the failed one has the best value and the third the best of the completed ones. */
function sweep(): SweepForOptuna {
  const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'e' };
  const logged: readonly (readonly Metric[])[] = [
    [scalarMetric('loss', [3, 2])],
    [scalarMetric('loss', [0.5])],
    [scalarMetric('loss', [1.5, Number.NaN, 1])],
    [scalarMetric('loss', [9, 8])],
    [],
  ];
  const statuses = ['Completed', 'Failed', 'Completed', 'Canceled', 'Completed'];
  const children = logged.map((metrics, at) => ({ metrics, status: statuses[at] }));
  const { parent, children: made } = makeSweep({
    scope,
    runId: 'HD_1',
    goal: 'minimize',
    primaryMetricName: 'loss',
    children,
  });
  return {
    record: parent.record,
    primaryMetric: { name: 'loss', goal: 'minimize' },
    space,
    children: made.map(({ record, metrics }, at) => ({ record, hyperparameters: parameters(at), metric: metrics[0] })),
  };
}

describe.each(optunaMajors)('the real Optuna %i', (major) => {
  it('opens what is written, and goes on from there', { timeout: 300_000 }, async (context) => {
    const file = await temporaryFile();
    writeOptunaStudy(file, sweep());
    const read: unknown = JSON.parse(await runOptuna(context, major, 'read_study.py', file));
    expect(read).toMatchObject({
      name: 'HD_1',
      directions: ['MINIMIZE'],
      metric_names: ['loss'],
      best: [2, 1],
      trials: [
        {
          state: 'COMPLETE',
          value: 2,
          reports: [
            [0, '3.0'],
            [1, '2.0'],
          ],
          run_id: 'HD_1_0',
          params: Object.fromEntries(parameters(0)),
        },
        { state: 'FAIL', value: null, reports: [], params: Object.fromEntries(parameters(1)) },
        { state: 'COMPLETE', value: 1, params: Object.fromEntries(parameters(2)) },
        { state: 'PRUNED', value: 8, params: Object.fromEntries(parameters(3)) },
        { state: 'FAIL', value: null, params: Object.fromEntries(parameters(4)) },
      ],
    });
  });
});

it('a file that is there is left as it is, unless it is to be replaced', async () => {
  const file = await temporaryFile();
  await writeFile(file, 'mine');
  expect(() => writeOptunaStudy(file, sweep())).toThrow('exists already');
  expect(await readFile(file, 'utf8')).toBe('mine');
  writeOptunaStudy(file, sweep(), { force: true });
  expect((await readFile(file)).toString('latin1', 0, 15)).toBe('SQLite format 3');
  await writeFile(`${file}-wal`, '');
  expect(() => writeOptunaStudy(file, sweep(), { force: true })).toThrow('a process may have the storage open');
});
