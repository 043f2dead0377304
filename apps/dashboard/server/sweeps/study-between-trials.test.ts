import { Workspace } from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep, type SweepFixture, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { describe, expect, it, vi } from 'vitest';
import { createSweepReader, type SweepReader } from './read-sweep.js';

const scope = { subscriptionId: 'sub', resourceGroup: 'group', workspaceName: 'garden', experimentName: 'roses' };
const { signal } = new AbortController();

function open(sweep: SweepFixture): { backend: InMemoryBackend; reader: SweepReader } {
  const backend = new InMemoryBackend(scope, [sweep]);
  // Every scope of it is the same object, so that a test sees all that is asked.
  vi.spyOn(backend, 'withScope').mockReturnValue(backend);
  return { backend, reader: createSweepReader(new Workspace(backend)) };
}

/** A study of another tool, whose last trial ended so long ago. */
function study(values: readonly number[], secondsAgo: number): SweepFixture {
  const children = values.map((value) => ({ metrics: [scalarMetric('accuracy', [value])] }));
  const properties = new Map([['optuna', 'study']]);
  const { parent, ...sweep } = makeSweep({ scope, runId: 'HD_1', properties, children });
  const endTime = new Date(Date.now() - secondsAgo * 1000);
  return { ...sweep, parent: { ...parent, record: { ...parent.record, endTime } } };
}

describe('a study of another tool that looks ended', () => {
  it('may only be between two trials, and is looked at again', async () => {
    const { backend, reader } = open(study([0.5], 1));
    expect(await reader.describe('HD_1', signal)).toMatchObject({ status: 'Completed', mayGoOn: true });
    expect((await reader.overview('HD_1', signal)).best).toBe(0.5);
    backend.load(study([0.5, 0.75], 1));
    expect((await reader.overview('HD_1', signal)).best).toBe(0.75);
  });

  it('has ended where its last trial is long over', async () => {
    const { backend, reader } = open(study([0.5], 3600));
    expect(await reader.describe('HD_1', signal)).toMatchObject({ status: 'Completed', mayGoOn: false });
    expect((await reader.overview('HD_1', signal)).best).toBe(0.5);
    const asked = vi.spyOn(backend, 'getMetrics');
    expect((await reader.overview('HD_1', signal)).best).toBe(0.5);
    expect(asked).not.toHaveBeenCalled();
  });
});
