import { describe, expect, it, vi } from 'vitest';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep, scalarMetric } from '../../testing/sweep-fixture.js';
import { loadSweep } from './load-sweep.js';

const children = [{ metrics: [scalarMetric('loss', [1])] }];
const backend = new InMemoryBackend(scope, [makeSweep({ scope, runId: 'HD_1', children })]);

describe('loadSweep', () => {
  it('reads the run once, and its config from it', async () => {
    const asked = vi.spyOn(backend, 'getRun');
    const { record, config, goalSource } = await loadSweep(backend, 'HD_1', {});
    expect([record.runId, config.primaryMetric, goalSource]).toEqual([
      'HD_1',
      { name: 'accuracy', goal: 'maximize' },
      undefined,
    ]);
    expect(asked).toHaveBeenCalledOnce();
  });

  it('judges by the metric that the caller names', async () => {
    const primaryMetric = { name: 'loss', goal: 'minimize' } as const;
    const { config, goalSource } = await loadSweep(backend, 'HD_1', { primaryMetric });
    expect([config.primaryMetric, goalSource]).toEqual([primaryMetric, 'given']);
  });

  it('rejects for a run that is no sweep, and for a metric without a name', async () => {
    await expect(loadSweep(backend, 'HD_1_0', {})).rejects.toMatchObject({ code: 'not-a-sweep' });
    await expect(loadSweep(backend, 'HD_1', { primaryMetric: { name: '' } })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
  });
});
