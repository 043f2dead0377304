import type { ComputeEngine } from '../computes/compute-engine.js';
import { loadRunnerWhenUsed } from '../computes/load-runner.js';
import { findFolderFault } from '../computes/shared-folder.js';
import { findUnrunnableOnSlurm } from './find-unrunnable-on-slurm.js';
import { parseSlurmAddress } from './slurm-address.js';
import type { SlurmPace } from './slurm-runner.js';
import { spoolAddress } from './spool/spool-address.js';

/** SLURM clusters that this machine submits to, and whose nodes share a folder with it. */
export const slurmCompute: ComputeEngine = createSlurmCompute();

/** {@link slurmCompute} at a pace of its own, for tests. */
export function createSlurmCompute(pace: SlurmPace = {}): ComputeEngine {
  return {
    schemes: ['slurm'],
    displayName: 'SLURM',
    addressForm: 'slurm:[PARTITION]',
    withoutToken: 'SLURM knows users by their login',
    findFault(compute) {
      if (parseSlurmAddress(compute.uri) === undefined) {
        return { option: 'uri', takes: 'slurm: or slurm:PARTITION: the commands of this machine know the cluster' };
      }
      return findFolderFault(compute);
    },
    findUnrunnable: (_compute, config) => findUnrunnableOnSlurm(config),
    createRunner(opened, host) {
      const { name, uri } = opened.compute;
      const face = {
        name,
        description: `the SLURM cluster ${uri}`,
        // Wherever the service comes back, and whether it is there: a trial on a node logs into its spool.
        serviceAddress: () => spoolAddress,
        findUnrunnable: findUnrunnableOnSlurm,
      };
      return loadRunnerWhenUsed(face, async () => {
        const { openSlurmRunner } = await import('./slurm-cluster.js');
        return openSlurmRunner(face, opened.compute, host, pace);
      });
    },
    async check({ compute }, host, options) {
      const { checkSlurm } = await import('./slurm-cluster.js');
      return checkSlurm(compute, host, pace, options);
    },
  };
}
