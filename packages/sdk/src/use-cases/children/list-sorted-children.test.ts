import { BackendError } from '@hyperdrive-run/core';
import type { RunMetricsResult } from '@hyperdrive-run/core/ports';
import { describe, expect, it } from 'vitest';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep, scalarMetric } from '../../testing/sweep-fixture.js';
import { listSortedChildren } from './list-sorted-children.js';

const scope = { experimentName: 'tulips' };
const primaryMetric = { name: 'accuracy', goal: 'maximize' } as const;

/** Three children, the metrics of the last of which cannot be read. */
const sweep = makeSweep({
  scope,
  runId: 'HD',
  children: [0.5, 0.7, 0.9].map((value) => ({ metrics: [scalarMetric('accuracy', [value])] })),
});

class HalfReadable extends InMemoryBackend {
  override async *getMetrics(...asked: Parameters<InMemoryBackend['getMetrics']>): AsyncIterable<RunMetricsResult> {
    const error = new BackendError({ code: 'service-failure', message: 'The service failed.' });
    for await (const result of super.getMetrics(...asked)) {
      yield result.runId === 'HD_2' ? { kind: 'unreadable', runId: result.runId, error } : result;
    }
  }
}

describe('sorted children of which one cannot be read', () => {
  it.each([{ top: 1 }, { discardNoMetric: true }])('are shown with a warning where %j hides it', async (options) => {
    const backend = new HalfReadable(scope, [sweep]);
    const warnings: string[] = [];
    const onWarning = (message: string): number => warnings.push(message);
    const asked = { ...options, onUnreadable: 'report', onWarning } as const;
    const children = await listSortedChildren(backend, sweep.parent.record, primaryMetric, asked);
    expect(children[0]?.runId).toBe('HD_1');
    expect(warnings).toEqual([expect.stringContaining('"HD_2"')]);
  });

  it('are shown without one where it is among them', async () => {
    const backend = new HalfReadable(scope, [sweep]);
    const warnings: string[] = [];
    const onWarning = (message: string): number => warnings.push(message);
    const asked = { onUnreadable: 'report', onWarning } as const;
    const children = await listSortedChildren(backend, sweep.parent.record, primaryMetric, asked);
    expect(children.map(({ runId, missingReason }) => [runId, missingReason])).toEqual([
      ['HD_1', undefined],
      ['HD_0', undefined],
      ['HD_2', 'unreadable'],
    ]);
    expect(warnings).toEqual([]);
  });
});
