import { describe, expect, it, vi } from 'vitest';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep, scalarMetric } from '../../testing/sweep-fixture.js';
import { readSweepMetrics } from './read-sweep-metrics.js';

function backendWith(children: number): InMemoryBackend {
  const metrics = [scalarMetric('loss', [1]), scalarMetric('accuracy', [2])];
  return new InMemoryBackend(scope, [
    makeSweep({ scope, runId: 'HD_1', children: Array.from({ length: children }, () => ({ metrics })) }),
  ]);
}

describe('the metrics of some children', () => {
  it('are read without a listing, each child once, in the order of the ids', async () => {
    const backend = backendWith(5);
    const listed = vi.spyOn(backend, 'listChildRuns');
    const asked = vi.spyOn(backend, 'getMetrics');
    const runIds = ['HD_1_3', 'HD_1_0', 'HD_1_3'];
    const metrics = await readSweepMetrics(backend, 'HD_1', { runIds, names: ['loss'] });
    expect([...metrics].map(([runId, { size }]) => [runId, size])).toEqual([
      ['HD_1_3', 1],
      ['HD_1_0', 1],
    ]);
    expect(asked).toHaveBeenCalledExactlyOnceWith(['HD_1_3', 'HD_1_0'], {
      names: ['loss'],
      childrenOf: 'HD_1',
      signal: undefined,
    });
    expect(listed).not.toHaveBeenCalled();
  });

  it('are none for no ids, and those of all children where none are given', async () => {
    const backend = backendWith(2);
    expect((await readSweepMetrics(backend, 'HD_1', { runIds: [] })).size).toBe(0);
    expect([...(await readSweepMetrics(backend, 'HD_1')).keys()]).toEqual(['HD_1_1', 'HD_1_0']);
  });

  it('reject for a child that does not exist, or report it', async () => {
    const backend = backendWith(1);
    const runIds = ['HD_1_0', 'HD_1_7'];
    await expect(readSweepMetrics(backend, 'HD_1', { runIds })).rejects.toMatchObject({ code: 'unreadable-metrics' });
    const reported = await readSweepMetrics(backend, 'HD_1', { runIds, onUnreadable: 'report' });
    expect([[...reported.keys()], [...reported.unreadable.keys()]]).toEqual([['HD_1_0'], ['HD_1_7']]);
  });
});
