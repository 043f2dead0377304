import type { TrialDefinition } from '@hyperdrive-run/core/trial';
import type { Compute, ComputeResources } from './compute.js';

/** What a trial asks a compute's scheduler for: what its definition says, else what the compute was added with. */
export function resourcesOf(
  { resources: ofCompute }: Pick<Compute, 'resources'>,
  { resources: ofTrial = {} }: Pick<TrialDefinition, 'resources'>,
): ComputeResources {
  return {
    cpus: ofTrial.cpus ?? ofCompute.cpus,
    gpus: ofTrial.gpus ?? ofCompute.gpus,
    memoryBytes: ofTrial.memoryBytes ?? ofCompute.memoryBytes,
  };
}
