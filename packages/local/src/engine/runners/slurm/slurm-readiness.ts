import { BackendError } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import type { Compute } from '../computes/compute.js';
import { resourcesOf } from '../computes/resources-of.js';
import type { ProvenWays } from '../proven-ways.js';
import type { ClusterNodes } from './commands/cluster-nodes.js';
import type { SlurmCommands } from './commands/slurm-commands.js';
import type { ProbeResult } from './probe-node.js';
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

/** What readiness is looked at with. */
export interface SlurmReadiness {
  readonly compute: Compute;
  readonly commands: Pick<SlurmCommands, 'listNodes'>;
  /** Looks from a node at the folder that it is to share. */
  readonly probe: () => Promise<ProbeResult>;
  readonly ways: ProvenWays;
}

/**
 * Looks, before a sweep is stored, whether its trials could ever run, and, once for each start of the service, whether a node
 * sees the shared folder. A cluster that is busy is no reason to refuse.
 * @throws BackendError with code `connection-failed` or `refused`
 */
export async function requireReady(
  { compute, commands, probe, ways }: SlurmReadiness,
  { runConfig = { command: '' } }: Pick<HyperDriveConfig, 'runConfig'>,
  options: CallOptions,
): Promise<void> {
  const nodes = await commands.listNodes(parseSlurmAddress(compute.uri)?.partition);
  requireNone(compute, findHopeless({ ...compute, resources: resourcesOf(compute, runConfig) }, nodes));
  const attempt = async (): Promise<true | undefined> => {
    const { isCertain, problems } = await probe();
    if (isCertain) requireNone(compute, problems);
    return problems.length === 0 ? true : undefined;
  };
  await ways.require('the shared folder', attempt, options);
}

function requireNone(compute: Compute, found: readonly string[]): void {
  if (found.length === 0) return;
  // In one text: what a service refuses crosses its protocol without a hint.
  const message = `No trial can run on the compute ${compute.name}: ${found.join(' ')}`;
  throw new BackendError({
    code: 'refused',
    message: `${message} Look at it with hyperdrive compute check ${compute.name}.`,
  });
}
