import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canHold, hasRoom, type PlacedJob, sumOf, usedByOthers } from './node-capacity.js';

const node = (id: string, cpus: number, gpus = 0) => ({ id, cpus, gpus, memoryBytes: 1e9 });
const asks = (cpus: number, gpus = 0) => ({ cpus, gpus, memoryBytes: 0 });
const on = (nodeId: string | undefined, cpus = 1): PlacedJob => ({ request: asks(cpus), nodeId });
const none = new Map<string, never>();

describe('whether a further job would start at once', () => {
  it('counts what runs on each node, and what waits for one', () => {
    const nodes = [node('a', 2), node('b', 1)];
    expect(hasRoom(nodes, none, [], asks(1))).toBe(true);
    expect(hasRoom(nodes, none, [on('a'), on('a')], asks(1))).toBe(true);
    expect(hasRoom(nodes, none, [on('a'), on('a'), on(undefined)], asks(1))).toBe(false);
  });

  it('needs the room on one node', () => {
    expect(hasRoom([node('a', 1), node('b', 1)], none, [], asks(2))).toBe(false);
  });

  it('counts what others use', () => {
    const others = new Map([['a', { cpus: 2, gpus: 0, memoryBytes: 0 }]]);
    expect(hasRoom([node('a', 2)], others, [], asks(1))).toBe(false);
  });

  it('looks at every resource', () => {
    expect(hasRoom([node('a', 8)], none, [], asks(1, 1))).toBe(false);
    expect(hasRoom([node('a', 8, 1)], none, [], asks(1, 1))).toBe(true);
    expect(canHold(node('a', 8), { cpus: 1, gpus: 0, memoryBytes: 2e9 })).toBe(false);
  });

  it('lets in as many as there are CPUs, one after the other, whatever the nodes', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(counts, (cpus) => {
        const nodes = cpus.map((count, index) => node(`n${index}`, count));
        const ours: PlacedJob[] = [];
        while (hasRoom(nodes, none, ours, asks(1))) ours.push(on(undefined));
        expect(ours).toHaveLength(sumOf(nodes).cpus);
      }),
    );
  });
});

it('takes for the use of others what is in use and is not ours, and never less than nothing', () => {
  const usage = new Map([
    ['a', { cpus: 3, gpus: 0, memoryBytes: 0 }],
    ['b', { cpus: 0, gpus: 0, memoryBytes: 0 }],
  ]);
  const others = usedByOthers(usage, [on('a'), on('b'), on(undefined)]);
  expect([...others.values()].map(({ cpus }) => cpus)).toEqual([2, 0]);
});
