import { describe, expect, it } from 'vitest';
import type { Compute } from '../computes/compute.js';
import { findHopeless } from './slurm-readiness.js';

const compute = (resources: Compute['resources']): Compute => ({
  name: 'hall',
  uri: 'slurm:main',
  resources,
  setup: [],
});
const nodes = {
  nodes: 2,
  cpus: { free: 0, total: 16 },
  gpus: { free: 0, total: 0 },
  largest: { cpus: 8, gpus: 0, memoryBytes: 2 ** 30 },
};

describe('a trial', () => {
  it('may ask for all that one node has, also while it is busy', () => {
    expect(findHopeless(compute({ cpus: 8, gpus: 0, memoryBytes: 2 ** 30 }), nodes)).toEqual([]);
    expect(findHopeless(compute({}), nodes)).toEqual([]);
  });

  it('never runs where it asks for more than any node has, or where there are no nodes', () => {
    expect(findHopeless(compute({ cpus: 9, gpus: 1 }), nodes)).toEqual([
      'A trial asks for 9 CPUs, and no node of the partition main has more than 8.',
      'A trial asks for 1 GPUs, and no node of the partition main has more than 0.',
    ]);
    expect(findHopeless(compute({}), { ...nodes, nodes: 0 })).toEqual(['There are no nodes in the partition main.']);
  });
});
