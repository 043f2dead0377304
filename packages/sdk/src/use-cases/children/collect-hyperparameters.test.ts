import { BackendError } from '@hyperdrive-run/core';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { describe, expect, it } from 'vitest';
import { HyperDriveRun } from '../../hyperdrive-run.js';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep, scalarMetric } from '../../testing/sweep-fixture.js';
import { Workspace } from '../../workspace.js';

/** A sweep whose children tell their hyperparameters by their arguments alone; of the second nothing more is there. */
async function openSweep(code: 'run-not-found' | 'service-failure'): Promise<HyperDriveRun> {
  const children = [1, 2, 3].map((lr) => ({
    arguments: ['--lr', String(lr)],
    metrics: [scalarMetric('accuracy', [lr])],
  }));
  const backend = new InMemoryBackend(scope, [makeSweep({ scope, runId: 'HD_1', children })]);
  const getRunDetails: SweepBackend['getRunDetails'] = backend.getRunDetails.bind(backend);
  backend.getRunDetails = async (runId, options) => {
    if (runId === 'HD_1_1') throw new BackendError({ code, message: 'it is not there' });
    return getRunDetails(runId, options);
  };
  backend.withScope = () => backend;
  return HyperDriveRun.load(new Workspace(backend).experiment(scope.experimentName), 'HD_1');
}

describe('a child whose details are not there', () => {
  it('is listed without hyperparameters, under a warning, and takes none from the others', async () => {
    const warnings: string[] = [];
    const onWarning = (message: string): void => void warnings.push(message);
    const sweep = await openSweep('run-not-found');
    const sorted = await sweep.getChildrenSortedByPrimaryMetric({ onWarning });
    expect(sorted.map(({ runId, hyperparameters }) => [runId, hyperparameters?.get('--lr')])).toEqual([
      ['HD_1_2', 3],
      ['HD_1_1', undefined],
      ['HD_1_0', 1],
    ]);
    expect([...(await sweep.getHyperparameters({ onWarning })).keys()]).toEqual(['HD_1_0', 'HD_1_2']);
    expect(warnings).toEqual([expect.stringContaining('HD_1_1'), expect.stringContaining('HD_1_1')]);
  });

  it('is no such child where the service merely failed: that rejects', async () => {
    const sweep = await openSweep('service-failure');
    await expect(sweep.getChildrenSortedByPrimaryMetric()).rejects.toMatchObject({ code: 'service-failure' });
    await expect(sweep.getHyperparameters()).rejects.toMatchObject({ code: 'service-failure' });
  });
});
