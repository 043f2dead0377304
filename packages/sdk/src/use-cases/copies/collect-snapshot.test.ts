import type { RunRecord } from '@hyperdrive-run/core';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { describe, expect, it } from 'vitest';
import { exported } from '../../__fixtures__/exported.js';
import { replaced } from '../../__fixtures__/replaced.js';
import { resumingFrom } from '../../__fixtures__/resuming-from.js';
import { openSnapshot } from '../../open-snapshot.js';
import { collect, contractScope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep } from '../../testing/sweep-fixture.js';

describe('what an export of a service that repeats or lies comes to', () => {
  const memory = new InMemoryBackend(contractScope, [
    makeSweep({ scope: contractScope, runId: 'HD_now', children: [{}, {}] }),
  ]);
  const parentRecord = memory.getRun('HD_now');

  /** The sweep with a listing of its own making. */
  function listing(list: (children: readonly RunRecord[]) => Iterable<RunRecord>): SweepBackend {
    return replaced(memory, {
      async *listChildRuns(runId, options) {
        yield* list(await collect(memory.listChildRuns(runId, options)));
      },
    });
  }

  it('takes each run once, and warns of those that were repeated', async () => {
    const parent = await parentRecord;
    const warnings: string[] = [];
    const text = await exported(
      listing((children) => [parent, ...children, ...children]),
      'HD_now',
      { onWarning: (message: string) => warnings.push(message) },
    );
    expect(text.match(/"line":"run"/g)).toHaveLength(3);
    expect(warnings).toEqual(
      ['HD_now', 'HD_now_1', 'HD_now_0'].map((id) => expect.stringContaining(`lists run "${id}" more than once`)),
    );
    expect((await openSnapshot(text)).sweepId).toBe('HD_now');
  });

  it('fetches a hidden run, which no listing has, where listed ones are below it', async () => {
    const fixture = makeSweep({ scope: contractScope, runId: 'HD_now', children: [{ hidden: true }, {}] });
    const children = fixture.children.map((child, index) =>
      index === 0 ? child : { ...child, record: { ...child.record, parentRunId: 'HD_now_0' } },
    );
    const text = await exported(new InMemoryBackend(contractScope, [{ ...fixture, children }]), 'HD_now');
    const { backend } = (await openSnapshot(text)).experiment;
    expect((await backend.getRun('HD_now_0')).hidden).toBe(true);
    const below = await collect(backend.listChildRuns('HD_now', { recursive: true }));
    expect(below.map(({ runId }) => runId)).toEqual(['HD_now_1']);
  });

  it('is an error where a run does not lie below the sweep: such a file could not be opened', async () => {
    const withParent = (parentOf: (runId: string) => string): SweepBackend =>
      replaced(
        listing((children) => children.map((run) => ({ ...run, parentRunId: parentOf(run.runId) }))),
        {
          getRunDetails: async (runId) => {
            const details = await memory.getRunDetails(runId);
            return runId === 'HD_now' ? details : { ...details, run: { ...details.run, parentRunId: parentOf(runId) } };
          },
        },
      );
    await expect(
      exported(
        withParent(() => 'nowhere'),
        'HD_now',
      ),
    ).rejects.toMatchObject({
      code: 'unexpected-answer',
      message: expect.stringContaining('names the parent "nowhere"'),
    });
    const circle = withParent((runId) => (runId === 'HD_now_0' ? 'HD_now_1' : 'HD_now_0'));
    await expect(exported(circle, 'HD_now')).rejects.toThrow('is its own ancestor');
  });

  it('holds a sweep once that is resumed from twice', async () => {
    const resumed = makeSweep({
      scope: { ...contractScope, workspaceName: 'last year' },
      runId: 'HD_last',
      children: [],
    });
    const twice = resumingFrom(makeSweep({ scope: contractScope, runId: 'HD_now', children: [{}] }), [
      resumed,
      resumed,
    ]);
    const text = await exported(new InMemoryBackend(contractScope, [twice, resumed]), 'HD_now');
    expect(text.match(/"line":"sweep"/g)).toHaveLength(2);
    expect((await openSnapshot(text)).sweepId).toBe('HD_now');
  });
});
