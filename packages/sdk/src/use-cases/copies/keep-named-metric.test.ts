import { describe, expect, it } from 'vitest';
import { exported } from '../../__fixtures__/exported.js';
import { exportSnapshot } from '../../export-snapshot.js';
import { HyperDriveRun } from '../../hyperdrive-run.js';
import { openSnapshot } from '../../open-snapshot.js';
import { collect, contractScope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep, scalarMetric } from '../../testing/sweep-fixture.js';
import { Workspace } from '../../workspace.js';

describe('the metric that somebody named', () => {
  it('goes with the export of a run that says none, into its answers and into the next export', async () => {
    const child = { metrics: [scalarMetric('loss', [0.5])] };
    const fixture = makeSweep({
      scope: contractScope,
      runId: 'P',
      children: [{ metrics: [scalarMetric('loss', [2])] }, child],
    });
    const record = { ...fixture.parent.record, runType: undefined, tags: new Map(), properties: new Map() };
    const backend = new InMemoryBackend(contractScope, [{ ...fixture, parent: { ...fixture.parent, record } }]);
    const primaryMetric = { name: 'loss', goal: 'minimize' } as const;
    const { experimentName } = contractScope;
    const named = await HyperDriveRun.load(new Workspace(backend).experiment(experimentName), 'P', { primaryMetric });
    const text = (await collect(exportSnapshot(named))).join('');

    const { experiment, workspace } = await openSnapshot(text);
    const opened = await HyperDriveRun.load(experiment, 'P');
    expect(opened.hyperdriveConfig.primaryMetric).toEqual(primaryMetric);
    expect((await opened.getBestRunByPrimaryMetric())?.id).toBe('P_1');
    expect(await workspace.getRun('P')).toBeInstanceOf(HyperDriveRun);
    expect((await collect(exportSnapshot(opened))).slice(1)).toEqual(text.match(/.*\n/g)?.slice(1));
  });

  it('is written down only where the run itself says another one', async () => {
    const children = [{ metrics: [scalarMetric('steps', [1])] }];
    const backend = new InMemoryBackend(contractScope, [
      makeSweep({ scope: contractScope, runId: 'HD_now', children }),
    ]);
    const primaryMetric = { name: 'steps', goal: 'minimize' } as const;
    const experiment = new Workspace(backend).experiment(contractScope.experimentName);
    const other = await HyperDriveRun.load(experiment, 'HD_now', { primaryMetric });
    const written = (await collect(exportSnapshot(other))).join('');
    const opened = await HyperDriveRun.load((await openSnapshot(written)).experiment, 'HD_now');
    expect(opened.hyperdriveConfig.primaryMetric).toEqual(primaryMetric);
    expect(await exported(backend, 'HD_now')).not.toContain('"primaryMetric"');
  });
});
