import type { Metric, PrimaryMetric, RunRecord } from '@hyperdrive-run/core';
import { writeNamedMetric } from '@hyperdrive-run/core/internal-config';
import { describe, expect, it } from 'vitest';
import { Experiment } from '../../experiment.js';
import { HyperDriveRun } from '../../hyperdrive-run.js';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep, type SweepFixture, scalarMetric } from '../../testing/sweep-fixture.js';

const property = new Map([
  ['best_child_run_id', 'HD_1_0'],
  ['score', '0.9'],
]);
const table: Metric = {
  kind: 'table',
  name: 'best_child_by_primary_metric',
  columns: new Map(),
  rows: [{ cells: new Map(Object.entries({ run_id: 'HD_1_0', metric_value: 0.9, final: true })) }],
};

/** A sweep for the highest accuracy: its first child has it, and the worse loss. */
function recorded(by: 'property' | 'table'): SweepFixture {
  const children = [
    { metrics: [scalarMetric('accuracy', [0.9]), scalarMetric('loss', [7])] },
    { metrics: [scalarMetric('accuracy', [0.5]), scalarMetric('loss', [2])] },
  ];
  const said = by === 'property' ? { properties: property } : { metrics: [table] };
  return makeSweep({ scope, runId: 'HD_1', children, ...said });
}

async function bestBy(primaryMetric: PrimaryMetric | undefined, ...sweeps: SweepFixture[]) {
  const experiment = new Experiment(new InMemoryBackend(scope, sweeps), 'contract');
  const sweep = await HyperDriveRun.load(experiment, 'HD_1', { primaryMetric });
  const best = await sweep.getBestRunByPrimaryMetric();
  const { value, source } = await sweep.explainBestRun();
  return [best?.id, value, source];
}

const loss = { name: 'loss', goal: 'minimize' } as const;

describe.each(['property', 'table'] as const)('a winner recorded in the %s', (by) => {
  it('counts where the metric that the caller names is the one it was recorded for', async () => {
    expect(await bestBy({ name: 'accuracy', goal: 'maximize' }, recorded(by))).toEqual(['HD_1_0', 0.9, by]);
  });

  it('is not the best by another metric, or the other goal', async () => {
    expect(await bestBy(loss, recorded(by))).toEqual(['HD_1_1', 2, 'scan']);
    expect(await bestBy({ name: 'accuracy', goal: 'minimize' }, recorded(by))).toEqual(['HD_1_1', 0.5, 'scan']);
  });

  it.each(['carried', 'written'])('is not the best by another metric that was %s with a copy', async (how) => {
    const sweep = recorded(by);
    const named: RunRecord = { ...sweep.parent.record, primaryMetric: loss };
    const record = how === 'carried' ? named : writeNamedMetric(named);
    const copy = { ...sweep, parent: { ...sweep.parent, record } };
    expect(await bestBy(undefined, copy)).toEqual(['HD_1_1', 2, 'scan']);
  });
});

describe('a metric that the caller names', () => {
  it('judges the sweeps that were resumed too, whatever they were run for', async () => {
    const earlier = makeSweep({
      scope,
      runId: 'HD_0',
      properties: new Map([
        ['best_child_run_id', 'HD_0_0'],
        ['score', '0.1'],
      ]),
      children: [
        { metrics: [scalarMetric('accuracy', [0.1]), scalarMetric('loss', [9])] },
        { metrics: [scalarMetric('accuracy', [0.05]), scalarMetric('loss', [1])] },
      ],
    });
    const key = `{"workspace":"${scope.workspaceName}","resource_group":"${scope.resourceGroup}","subscription_id":"${scope.subscriptionId}","experiment_name":"${scope.experimentName}","run_id":"HD_0"}`;
    const sweep = recorded('property');
    const properties = new Map([...sweep.parent.record.properties, ['resume_from', `[${key}]`]]);
    const resuming = { ...sweep, parent: { ...sweep.parent, record: { ...sweep.parent.record, properties } } };
    expect((await bestBy(loss, resuming, earlier)).slice(0, 2)).toEqual(['HD_0_1', 1]);
    expect((await bestBy(undefined, resuming, earlier)).slice(0, 2)).toEqual(['HD_1_0', 0.9]);
  });
});
