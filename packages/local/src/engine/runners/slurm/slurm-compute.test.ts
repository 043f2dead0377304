import { expect, it } from 'vitest';
import type { Compute } from '../computes/compute.js';
import { slurmCompute } from './slurm-compute.js';

const faultOf = (fields: Partial<Compute>): string | undefined =>
  slurmCompute.findFault({ name: 'hall', uri: 'slurm:', resources: {}, setup: [], ...fields })?.option;

it('takes an address of SLURM, and a shared folder that exists', () => {
  expect(faultOf({})).toBeUndefined();
  expect(faultOf({ uri: 'slurm:main', sharedFolder: import.meta.dirname })).toBeUndefined();
  expect(faultOf({ uri: 'slurm://login-node' })).toBe('uri');
  expect(faultOf({ sharedFolder: '/nowhere/at/all' })).toBe('sharedFolder');
});
