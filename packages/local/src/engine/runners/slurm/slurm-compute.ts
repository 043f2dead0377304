import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createRunFiles } from '../../../storage/files/disk-run-files.js';
import type { Compute } from '../computes/compute.js';
import type { ComputeEngine, RunnerHost } from '../computes/compute-engine.js';

import { createSlurmCommands } from './commands/slurm-commands.js';
import { findUnrunnableOnSlurm } from './find-unrunnable-on-slurm.js';
import { jobEnvironment } from './job-environment.js';
import { probeNode } from './probe-node.js';
import { parseSlurmAddress } from './slurm-address.js';
import { findHopeless, requireReady } from './slurm-readiness.js';
import { createSlurmTrialRunner, type SlurmRunnerOptions } from './slurm-runner.js';

/** How often and how long a compute's launches are looked at; all of it has defaults. */
export type SlurmPace = Pick<
  SlurmRunnerOptions,
  'beatMs' | 'graceMs' | 'lookMs' | 'queueMs' | 'patienceMs' | 'timeoutMs'
>;

/** SLURM clusters that this machine submits to, and whose nodes share a folder with it. */
export const slurmCompute: ComputeEngine = createSlurmCompute();

/** {@link slurmCompute} at a pace of its own, for tests. */
export function createSlurmCompute(pace: SlurmPace = {}): ComputeEngine {
  const environment = jobEnvironment(process.env);
  return {
    schemes: ['slurm'],
    displayName: 'SLURM',
    addressForm: 'slurm:[PARTITION]',
    findFault({ uri, sharedFolder }) {
      if (parseSlurmAddress(uri) === undefined) {
        return { option: 'uri', takes: 'slurm: or slurm:PARTITION: the commands of this machine know the cluster' };
      }
      if (sharedFolder === undefined || existsSync(sharedFolder)) return undefined;
      return { option: 'sharedFolder', takes: 'a folder that exists on this machine and on the nodes' };
    },
    findUnrunnable: (_compute, config) => findUnrunnableOnSlurm(config),
    createRunner({ compute }, host) {
      const { name, uri, resources, setup, sharedFolder } = compute;
      const commands = createSlurmCommands({ ...pace, environment });
      return createSlurmTrialRunner({
        name,
        ...pace,
        environment,
        description: `the SLURM cluster ${uri}`,
        findUnrunnable: findUnrunnableOnSlurm,
        requireReady: (config) => requireReady(compute, commands, config),
        partition: parseSlurmAddress(uri)?.partition,
        resources,
        setup,
        files: sharedFolder === undefined ? host.files : createRunFiles(join(sharedFolder, 'hyperdrive')),
        collectInto: sharedFolder === undefined ? undefined : host.files,
        callService: host.callService,
      });
    },
    async check({ compute }, host, { signal }) {
      const commands = createSlurmCommands({ ...pace, environment });
      const engine = await commands.version();
      const nodes = await commands.listNodes(parseSlurmAddress(compute.uri)?.partition);
      const { cpus, gpus } = nodes;
      const found = { engine, cpus, ...(gpus.total === 0 ? {} : { gpus }) };
      const hopeless = findHopeless(compute, nodes);
      if (hopeless.length > 0) return { ...found, problems: hopeless };
      const probe = await probeNode(compute, sharedFolderOf(compute, host), commands, { signal });
      return { ...found, nodeReachesService: probe.isShared, problems: probe.problems };
    },
  };
}

/** Where trials live: without a shared folder of its own, the service's folder is on one. */
function sharedFolderOf({ sharedFolder }: Compute, host: RunnerHost): string {
  return sharedFolder ?? host.folder;
}
