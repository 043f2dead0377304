import { BackendError } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { Compute } from '../computes/compute.js';
import { resourcesOf } from '../computes/resources-of.js';
import type { ClusterNodes } from './commands/cluster-nodes.js';
import type { SlurmCommands } from './commands/slurm-commands.js';
import { parseSlurmAddress } from './slurm-address.js';

/**
 * What keeps trials from ever running on a compute, by what its nodes have: SLURM itself takes a job that asks for more CPUs
 * than a node has, and lets it wait for ever.
 */
export function findHopeless(
  { uri, resources }: Pick<Compute, 'uri' | 'resources'>,
  { nodes, largest }: ClusterNodes,
): readonly string[] {
  const partition = parseSlurmAddress(uri)?.partition;
  const where = partition === undefined ? 'the cluster' : `the partition ${partition}`;
  if (nodes === 0) return [`There are no nodes in ${where}.`];
  const asked = [
    ['CPUs', resources.cpus, largest.cpus],
    ['GPUs', resources.gpus, largest.gpus],
    ['bytes of memory', resources.memoryBytes, largest.memoryBytes],
  ] as const;
  return asked
    .filter(([, wanted, most]) => wanted !== undefined && wanted > most)
    .map(
      ([what, wanted, most]) => `A trial asks for ${wanted} ${what}, and no node of ${where} has more than ${most}.`,
    );
}

/**
 * Looks, before a sweep is stored, whether its trials could ever run.
 * @throws BackendError with code `connection-failed` or `refused`
 */
export async function requireReady(
  compute: Compute,
  commands: Pick<SlurmCommands, 'listNodes'>,
  { runConfig = { command: '' } }: Pick<HyperDriveConfig, 'runConfig'>,
): Promise<void> {
  const nodes = await commands.listNodes(parseSlurmAddress(compute.uri)?.partition);
  const found = findHopeless({ ...compute, resources: resourcesOf(compute, runConfig) }, nodes);
  if (found.length === 0) return;
  throw new BackendError({
    code: 'refused',
    message: `No trial can run on the compute ${compute.name}: ${found.join(' ')}`,
    hint: `Look at it with hyperdrive compute check ${compute.name}.`,
  });
}
