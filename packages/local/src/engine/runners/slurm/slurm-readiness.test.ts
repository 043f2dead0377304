import { describe, expect, it } from 'vitest';
import type { Compute } from '../computes/compute.js';
import { createProvenWays } from '../proven-ways.js';
import type { ProbeResult } from './probe-node.js';
import { findHopeless, requireReady, type SlurmReadiness } from './slurm-readiness.js';

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

describe('a compute is looked at before the first sweep', () => {
  function ready(results: readonly ProbeResult[]) {
    const left = [...results];
    const look: SlurmReadiness = {
      compute: compute({}),
      commands: { listNodes: async () => nodes },
      probe: async () => left.shift() ?? { isCertain: true, problems: ['It was tried once more.'] },
      ways: createProvenWays(),
    };
    return () => requireReady(look, { runConfig: undefined }, {});
  }

  it('and not again once a node has seen the shared folder', async () => {
    const require = ready([{ isCertain: true, isShared: true, problems: [] }]);
    await require();
    await expect(require()).resolves.toBeUndefined();
  });

  it('and again as long as it was busy, which is no reason to refuse a sweep', async () => {
    const require = ready([{ isCertain: false, problems: ['The probe job did not run.'] }]);
    await require();
    await expect(require()).rejects.toThrow('It was tried once more.');
  });

  it('which is refused with what is wrong, until it is right', async () => {
    const wrong = { isCertain: true, isShared: false, problems: ['A node does not see /scratch.'] };
    const require = ready([wrong, { isCertain: true, isShared: true, problems: [] }]);
    await expect(require()).rejects.toThrow('No trial can run on the compute hall: A node does not see /scratch.');
    await expect(require()).resolves.toBeUndefined();
  });
});
