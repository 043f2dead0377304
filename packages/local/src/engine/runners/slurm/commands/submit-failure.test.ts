import { describe, expect, it } from 'vitest';
import { isPassingFailure, reasonOf } from './submit-failure.js';

describe('what sbatch fails with', () => {
  it.each([
    'sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)',
    'sbatch: error: Batch job submission failed: Socket timed out on send/recv operation',
    'sbatch: error: Slurm temporarily unable to accept job, sleeping and retrying',
    'sbatch: error: Batch job submission failed: Zero Bytes were transmitted or received',
    "sbatch: error: Batch job submission failed: Job violates accounting/QOS policy (job submit limit, user's size)",
    'sbatch: error: If munged is up, restart with --num-threads=10',
  ])('may pass: %s', (stderr) => {
    expect(isPassingFailure(stderr)).toBe(true);
  });

  it.each([
    'sbatch: error: Batch job submission failed: Requested node configuration is not available',
    'sbatch: error: invalid partition specified: nowhere',
    'sbatch: error: Memory specification can not be satisfied',
  ])('does not: %s', (stderr) => {
    expect(isPassingFailure(stderr)).toBe(false);
  });

  it('is said without the marks of SLURM', () => {
    expect(reasonOf('sbatch: error: one\nsbatch: error: two\n')).toBe('one; two');
    expect(reasonOf('')).toBe('it said nothing');
  });
});
