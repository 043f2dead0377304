import { describe, expect, it } from 'vitest';
import { Experiment } from './experiment.js';
import { HyperDriveRun } from './hyperdrive-run.js';
import { Run } from './run.js';
import { runFactory } from './run-factory.js';
import { contractScope as scope } from './testing/contract-scope.js';
import { InMemoryBackend } from './testing/in-memory-backend.js';
import { makeSweep } from './testing/sweep-fixture.js';

const sweep = makeSweep({ scope, runId: 'HD_1', children: [{}, {}] });
const [parent, child] = [sweep.parent.record, sweep.children[0]?.record ?? sweep.parent.record];
const backend = new InMemoryBackend(scope, [sweep]);
const experiment = new Experiment(backend, 'contract');
const factory = runFactory();

describe('the objects of runs', () => {
  it('are a HyperDriveRun for a sweep and a Run for everything else', () => {
    expect(factory.openRun(experiment, parent)).toBeInstanceOf(HyperDriveRun);
    const run = factory.openRun(experiment, child);
    expect(run).toBeInstanceOf(Run);
    expect([run.id, run.record, run.experiment]).toEqual([child.runId, child, experiment]);
  });

  it('know their parent by its id where nothing else is known of it', () => {
    expect(factory.openRun(experiment, child).parent?.id).toBe('HD_1');
    expect(factory.openById(experiment, 'HD_1_0').parent).toBeUndefined();
  });

  it('of a best child belong to the sweep that was asked, or to that which it resumed from', () => {
    const asked = factory.openSweep(experiment, parent);
    const own = factory.openBest({ run: child, sweep: parent, backend, value: 1, source: 'scan' }, asked);
    expect([own.parent, own.experiment]).toEqual([asked, experiment]);
    const elsewhere = backend.withScope({ experimentName: 'earlier' });
    const resumed = { ...parent, runId: 'HD_0' };
    const other = factory.openBest({ run: child, sweep: resumed, backend: elsewhere, value: 1, source: 'scan' }, asked);
    expect([other.parent?.id, other.experiment.name, other.experiment.backend]).toEqual(['HD_0', 'earlier', elsewhere]);
  });
});
