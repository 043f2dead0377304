import type { Metric } from '@hyperdrive-run/core';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { Experiment } from '../experiment.js';
import { HyperDriveRun } from '../hyperdrive-run.js';
import { assertRejects, assertSame } from './assert-same.js';
import { type ContractCase, lacks } from './contract-case.js';
import { contractScope as scope } from './contract-scope.js';
import { makeSweep, scalarMetric } from './sweep-fixture.js';

const accuracy = (...values: number[]): Metric[] => [scalarMetric('accuracy', values)];

/** The sweep as HyperDriveRun reads it through the backend. */
export const contractSweepCases: readonly ContractCase[] = [
  {
    name: 'lets HyperDriveRun sort the children, those without the metric last, in both directions',
    run: async (harness) => {
      const sweep = makeSweep({
        scope,
        children: [
          { metrics: accuracy(0.7, 0.9), hyperparameters: new Map([['lr', 0.25]]) },
          {},
          { metrics: accuracy(Number.NaN) },
          { metrics: accuracy(0.95, 0.2) },
          { metrics: accuracy(0.8), status: 'Failed' },
        ],
      });
      const run = await load(await harness.open([sweep]), sweep.parent.record.runId);
      const numbers = async (reverse: boolean): Promise<unknown> =>
        (await run.getChildrenSortedByPrimaryMetric({ reverse })).map(({ runId }) => Number(runId.split('_').at(-1)));
      assertSame(await numbers(false), [3, 0, 4, 2, 1], 'best first');
      const worst = lacks(harness, 'failed-metrics') ? [0, 3, 4, 2, 1] : [4, 0, 3, 2, 1];
      assertSame(await numbers(true), worst, 'worst first');
      const [, second] = await run.getChildrenSortedByPrimaryMetric({ top: 2 });
      assertSame(
        [second?.bestPrimaryMetric, second?.status, second?.hyperparameters],
        [0.9, 'Completed', new Map([['lr', 0.25]])],
        'an entry',
      );
    },
  },
  {
    name: 'lets HyperDriveRun find the best run, failed ones left out where that is asked',
    run: async (harness) => {
      const sweep = makeSweep({
        scope,
        goal: 'minimize',
        children: [{ metrics: accuracy(0.5) }, { metrics: accuracy(0), status: 'Failed' }, { metrics: accuracy(0.25) }],
      });
      const run = await load(await harness.open([sweep]), sweep.parent.record.runId);
      const best = await run.getBestRunByPrimaryMetric();
      const [id, status, value] = lacks(harness, 'failed-metrics') ? ['_2', 'Completed', 0.25] : ['_1', 'Failed', 0];
      assertSame([best?.id, await best?.getStatus(), best?.parent?.id], [run.id + id, status, run.id], 'the best run');
      assertSame(
        (await run.getBestRunByPrimaryMetric({ includeFailed: false }))?.id,
        `${run.id}_2`,
        'without failed ones',
      );
      assertSame(JSON.stringify(await best?.getMetrics()), JSON.stringify({ accuracy: value }), 'its metrics');
    },
  },
  {
    name: 'lets HyperDriveRun use the winner that the service recorded',
    run: async (harness) => {
      const sweep = makeSweep({
        scope,
        properties: new Map([
          ['best_child_run_id', 'HD_recorded_1'],
          ['score', '0.9'],
        ]),
        runId: 'HD_recorded',
        children: [{ metrics: accuracy(0.9) }, { metrics: accuracy(0.9) }, { metrics: accuracy(0.9) }],
      });
      const run = await load(await harness.open([sweep]), 'HD_recorded');
      const best = (await run.getBestRunByPrimaryMetric())?.id;
      const isRecorded = best === 'HD_recorded_1';
      assertSame(
        [best?.slice(0, -1), isRecorded],
        ['HD_recorded_', !lacks(harness, 'winner')],
        `the recorded one of three tied children, in place of ${best}`,
      );
    },
  },
  {
    name: 'finds no best run where no child has the metric',
    run: async ({ open }) => {
      const sweep = makeSweep({ scope, children: [{}, { metrics: [scalarMetric('loss', [1])] }] });
      const run = await load(await open([sweep]), sweep.parent.record.runId);
      assertSame(await run.getBestRunByPrimaryMetric(), undefined, 'the best run');
    },
  },
  {
    name: 'lets HyperDriveRun read the hyperparameters and metrics of all children',
    run: async (harness) => {
      const sweep = makeSweep({
        scope,
        runId: 'HD_all',
        children: [
          { metrics: accuracy(0.5, 0.75), hyperparameters: new Map([['--seed', 9007199254740993n]]) },
          { metrics: accuracy(1), hyperparameters: new Map([['--seed', 2]]) },
        ],
      });
      const run = await load(await harness.open([sweep]), 'HD_all');
      const expected = new Map([
        ['HD_all_0', new Map([['--seed', 9007199254740993n]])],
        ['HD_all_1', new Map<string, number | bigint>([['--seed', 2]])],
      ]);
      assertSame(await run.getHyperparameters(), expected, 'hyperparameters');
      const first = lacks(harness, 'series') ? 0.75 : [0.5, 0.75];
      const metrics = { HD_all_1: { accuracy: 1 }, HD_all_0: { accuracy: first } };
      assertSame(JSON.stringify(await run.getMetrics()), JSON.stringify(metrics), 'metrics');
    },
  },
  {
    name: 'refuses to open a child as a sweep',
    run: async ({ open }) => {
      const sweep = makeSweep({ scope, children: [{}] });
      const backend = await open([sweep]);
      await assertRejects(load(backend, `${sweep.parent.record.runId}_0`), 'not-a-sweep', 'load of a child');
    },
  },
];

async function load(backend: SweepBackend, runId: string): Promise<HyperDriveRun> {
  return HyperDriveRun.load(new Experiment(backend, backend.scope.experimentName ?? ''), runId);
}
