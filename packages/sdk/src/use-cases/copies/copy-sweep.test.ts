import { BackendError, type Metric } from '@hyperdrive-run/core';
import type { RunDescription, RunToCopy, SweepCopyTarget } from '@hyperdrive-run/core/ports';
import { describe, expect, it } from 'vitest';
import { contractScope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep, type SweepFixture, scalarMetric } from '../../testing/sweep-fixture.js';
import { collectSnapshot } from './collect-snapshot.js';
import { copySweep } from './copy-sweep.js';

/** A target that keeps what it is given, and can refuse. */
function memoryTarget() {
  const runs: (RunToCopy & { id: string; metrics: Metric[]; said?: RunDescription })[] = [];
  const find = (id: string) => runs.find((run) => run.id === id);
  let refuses: (what: string) => boolean = () => false;
  const check = (what: string): void => {
    if (refuses(what)) throw new BackendError({ code: 'service-failure', message: what });
  };
  const target: SweepCopyTarget = {
    displayName: 'memory',
    findCopies: async (sweepKey) =>
      new Map(runs.filter((run) => run.sweepKey === sweepKey).map((run) => [run.sourceKey, run.id])),
    async createRun(run) {
      check(`create ${run.name}`);
      const id = `copy ${runs.length}`;
      runs.push({ ...run, id, metrics: [] });
      return id;
    },
    async logMetrics(copyId, sourceId, metrics, { isKnown }) {
      check(`log ${sourceId}`);
      const given = [...metrics];
      const run = find(copyId);
      if (!isKnown) run?.metrics.push(...given);
      return { logged: isKnown ? 0 : given.length, known: isKnown ? given.length : 0, losses: [] };
    },
    async describeRun(copyId, description) {
      check(`describe ${description.runId}`);
      const run = find(copyId);
      if (run !== undefined) run.said = description;
      return [];
    },
  };
  return { target, runs, refuse: (when: typeof refuses) => void (refuses = when) };
}

async function copy(sweep: SweepFixture, target: SweepCopyTarget) {
  const backend = new InMemoryBackend(contractScope, [sweep]);
  const parts = collectSnapshot(backend, sweep.parent.record, []);
  return copySweep(parts, target, { experimentName: 'copies' });
}

const sweep = makeSweep({
  scope: contractScope,
  runId: 'HD_1',
  children: [
    {
      metrics: [scalarMetric('accuracy', [0.5])],
      hyperparameters: new Map<string, number | string>([
        ['lr', 0.1],
        ['opt', 'adam'],
      ]),
    },
    { metrics: [scalarMetric('accuracy', [0.7])], status: 'Failed', arguments: ['--lr', '0.2'] },
  ],
});

describe('copySweep', () => {
  it('makes each run below the copy of its parent, and lets it say how it ended last', async () => {
    const { target, runs } = memoryTarget();
    const report = await copy(sweep, target);
    expect(report).toMatchObject({ sweepId: 'copy 0', runs: { created: 3, known: 0 }, points: { logged: 2 } });
    const said = new Map(runs.map((run) => [run.name, run.said]));
    expect(said.get('HD_1_1')).toMatchObject({ parentId: 'copy 0', status: 'Failed' });
    expect(said.get('HD_1_0')?.parameters).toEqual(
      new Map([
        ['lr', '0.1'],
        ['opt', 'adam'],
      ]),
    );
    expect(said.get('HD_1_1')?.tags.get('hyperparameters')).toBe('{"--lr":0.2}');
    const first = report.ids.get('HD_1_0');
    expect(said.get('HD_1')?.tags.get(`_aml_system_${first}`)).toBe('{"lr":0.1,"opt":"adam"}');
  });

  it('finds what an earlier copy made, wherever that broke off', async () => {
    for (const place of ['create HD_1_0', 'log HD_1_1', 'describe HD_1_0']) {
      const { target, runs, refuse } = memoryTarget();
      refuse((what) => what === place);
      await expect(copy(sweep, target)).rejects.toThrow(place);
      refuse(() => false);
      await copy(sweep, target);
      expect(runs).toHaveLength(3);
      expect(new Set(runs.map(({ name }) => name))).toEqual(new Set(['HD_1', 'HD_1_0', 'HD_1_1']));
      expect(runs.every(({ said }) => said !== undefined)).toBe(true);
    }
  });

  it('knows runs by the scope that they come from, too', async () => {
    const { target, runs } = memoryTarget();
    const elsewhere = { ...contractScope, workspaceName: 'other' };
    await copy(sweep, target);
    const backend = new InMemoryBackend(elsewhere, [{ ...sweep, scope: elsewhere }]);
    await copySweep(collectSnapshot(backend, sweep.parent.record, []), target, { experimentName: 'copies' });
    expect(runs).toHaveLength(6);
  });
});
