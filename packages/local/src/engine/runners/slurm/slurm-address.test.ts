import { expect, it } from 'vitest';
import { parseSlurmAddress } from './slurm-address.js';

it('names a partition, or leaves it to the cluster', () => {
  expect(parseSlurmAddress('slurm:')).toEqual({ partition: undefined });
  expect(parseSlurmAddress('SLURM:gpu_long')).toEqual({ partition: 'gpu_long' });
  for (const uri of ['slurm', 'slurm://host', 'slurm:a b', 'slurm:a,b', 'ray+http://a:1']) {
    expect(parseSlurmAddress(uri)).toBeUndefined();
  }
});
