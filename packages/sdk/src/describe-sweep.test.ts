import { expect, it } from 'vitest';
import { describeSweep } from './describe-sweep.js';
import { Experiment } from './experiment.js';
import { HyperDriveRun } from './hyperdrive-run.js';
import { contractScope as scope } from './testing/contract-scope.js';
import { InMemoryBackend } from './testing/in-memory-backend.js';
import { makeSweep } from './testing/sweep-fixture.js';

it('a sweep is described with the name of its experiment, whether its run is at hand or not', async () => {
  const backend = new InMemoryBackend(scope, [makeSweep({ scope, runId: 'HD_1' })]);
  const experiment = new Experiment(backend, 'contract');
  const loaded = await HyperDriveRun.load(experiment, 'HD_1');
  const fresh = new HyperDriveRun(experiment, 'HD_1', loaded.hyperdriveConfig);
  const { document } = await describeSweep(loaded);
  expect(document.get('experiment_name')).toBe('contract');
  expect(await describeSweep(fresh)).toEqual(await describeSweep(loaded));
});
