import { Workspace } from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep, type SweepFixture, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { expect, it, vi } from 'vitest';
import { type Child, childToJson } from '../../api/child.js';
import { applyUpdate, type ChildrenUpdate } from '../../api/children-update.js';
import { createSweepReader, type SweepReader } from './read-sweep.js';

const scope = { subscriptionId: 'sub', resourceGroup: 'group', workspaceName: 'garden', experimentName: 'roses' };
const { signal } = new AbortController();

/** 250 trials, of which the first two run. */
function sweepOf(logged: number): SweepFixture {
  const children = Array.from({ length: 250 }, (_, trial) => {
    const isRunning = trial < 2;
    const values = Array.from({ length: isRunning ? logged : 3 }, (_value, step) => trial + step / 10);
    const status = isRunning ? ('Running' as const) : ('Completed' as const);
    return { status, hyperparameters: new Map([['lr', trial]]), metrics: [scalarMetric('accuracy', values)] };
  });
  return makeSweep({ scope, runId: 'HD_1', status: 'Running', children });
}

function open(sweep: SweepFixture): { backend: InMemoryBackend; reader: SweepReader } {
  const backend = new InMemoryBackend(scope, [sweep]);
  vi.spyOn(backend, 'withScope').mockReturnValue(backend);
  return { backend, reader: createSweepReader(new Workspace(backend)) };
}

/** All children as one look gives them. */
async function childrenOf(
  reader: SweepReader,
  onPiece: (children: readonly Child[], piece: ChildrenUpdate) => void = () => undefined,
): Promise<unknown> {
  let children: readonly Child[] = [];
  for await (const piece of reader.children('HD_1', undefined, signal)) {
    children = applyUpdate(children, piece);
    onPiece(children, piece);
  }
  return children.map(childToJson);
}

it('shows what an earlier look has read of many children before the service lists them again, then what has changed', async () => {
  const { backend, reader } = open(sweepOf(1));
  await childrenOf(reader);
  backend.load(sweepOf(2));
  const listed = vi.spyOn(backend, 'listChildRuns');
  const before: number[] = [];
  const changed: string[] = [];
  const children = await childrenOf(reader, (all, { changes }) => {
    if (listed.mock.calls.length === 0) before.push(all.filter(({ isRead }) => isRead).length);
    else changed.push(...changes.map(({ runId }) => runId));
  });
  expect(before).toEqual([100, 0, 200, 250]);
  expect(changed.toSorted()).toEqual(['HD_1_0', 'HD_1_1']);
  expect(children).toEqual(await childrenOf(open(sweepOf(2)).reader));
});
