import { expect, it } from 'vitest';
import type { ClusterView } from './cluster-poll.js';
import { createSlotQueue, type SlotQueue } from './slot-queue.js';

const oneCpu = { cpus: 1, gpus: 0, memoryBytes: 0 };
const forEver = new AbortController().signal;

function view(cpus: number, more: Partial<ClusterView> = {}): ClusterView {
  const nodes = [{ id: 'a', cpus, gpus: 0, memoryBytes: 0 }];
  const empty = { session: 's', rayVersion: '2', jobs: new Map(), usage: new Map(), askedTime: new Date(0) };
  return { ...empty, nodes, ...more };
}

/** Who may be submitted, in order. */
function enterAll(queue: SlotQueue, ids: readonly string[]): string[] {
  const admitted: string[] = [];
  for (const id of ids) void queue.enter(id, oneCpu, forEver).then(() => admitted.push(id));
  return admitted;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('lets in as many as fit, in their order, and the next once one has ended', async () => {
  const queue = createSlotQueue(() => new Date(0));
  const admitted = enterAll(queue, ['1', '2', '3', '4']);
  await turn();
  expect(admitted).toEqual([]);
  queue.update(view(2));
  await turn();
  expect(admitted).toEqual(['1', '2']);
  queue.leave('1');
  await turn();
  expect(admitted).toEqual(['1', '2', '3']);
});

it('counts jobs of an earlier service, and does not count an end twice', async () => {
  const queue = createSlotQueue(() => new Date(0));
  queue.adopt('0', oneCpu);
  queue.update(view(1));
  const admitted = enterAll(queue, ['1', '2']);
  await turn();
  expect(admitted).toEqual([]);
  queue.leave('0');
  queue.leave('0');
  await turn();
  expect(admitted).toEqual(['1']);
});

it('takes what its own jobs used a moment ago for their use, not for that of others', async () => {
  let nowMs = 0;
  const queue = createSlotQueue(() => new Date(nowMs));
  queue.update(view(1));
  enterAll(queue, ['1']);
  const jobs = new Map([
    [
      '1',
      {
        id: '1',
        status: 'RUNNING' as const,
        nodeId: 'a',
        message: undefined,
        errorType: undefined,
        exitCode: undefined,
        metadata: new Map(),
      },
    ],
  ]);
  const usage = new Map([['a', oneCpu]]);
  queue.update(view(1, { jobs, usage }));
  const admitted = enterAll(queue, ['2']);
  queue.leave('1');
  await turn();
  expect(admitted).toEqual(['2']);
  // Much later the same count is of somebody else.
  queue.leave('2');
  nowMs = 60_000;
  queue.update(view(1, { usage }));
  const later = enterAll(queue, ['3']);
  await turn();
  expect(later).toEqual([]);
});

it('lets go of one that is ended while it waits, and does not count it', async () => {
  const queue = createSlotQueue(() => new Date(0));
  const controller = new AbortController();
  const reason = new Error('it was canceled');
  const left = queue.enter('1', oneCpu, controller.signal);
  const admitted = enterAll(queue, ['2']);
  controller.abort(reason);
  await expect(left).rejects.toBe(reason);
  queue.update(view(1));
  await turn();
  expect(admitted).toEqual(['2']);
  await expect(queue.enter('3', oneCpu, controller.signal)).rejects.toBe(reason);
});
