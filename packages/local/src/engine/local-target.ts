import { availableParallelism } from 'node:os';
import type { PlacementKey, SweepTarget } from '@hyperdrive-run/core/ports';
import { findUnrunnable } from './find-unrunnable.js';
import type { Compute } from './runners/computes/compute.js';
import { computeEngines, engineOf } from './runners/computes/compute-engines.js';
import { processRunnerTerms } from './runners/process/process-runner-terms.js';
import type { TrialRunner } from './runners/trial-runner.js';

const asItIs = 'trials run on this machine as it is';
const notAdded = 'no compute of this name was added (hyperdrive compute add), so trials run on this machine';

const reasons: ReadonlyMap<PlacementKey, string> = new Map<PlacementKey, string>([
  ['compute', notAdded],
  ['environment', asItIs],
  ['identity', asItIs],
  ['queue_settings', asItIs],
  ['distribution', asItIs],
  ['resources', asItIs],
  ['services', asItIs],
  ['job_tier', asItIs],
  ['priority', asItIs],
  ['inputs.mode', 'files are used in place'],
  ['outputs.path', "outputs are kept among the files of the trial's run"],
  ['outputs.name', "outputs are kept among the files of the trial's run"],
]);

/**
 * The local service of this machine with the computes that were added to it, as the target that a sweep file is read for:
 * for `parseSweepFile`. A compute that only the file names, and that nobody added, is left out: files that were written for
 * Azure ML run here unchanged.
 */
export function localTargetWith(computes: readonly Compute[]): SweepTarget {
  const runners = [processRunnerTerms, ...computes.map(termsOf)];
  return {
    name: 'the local service',
    /** As many as this machine has cores. */
    get trialsAtOnce(): number {
      return availableParallelism();
    },
    withoutEffect: { says: 'has no effect locally', reasons },
    hasCompute: (name) => runners.some((runner) => runner.name === name),
    readsResources: (name) => computes.some((compute) => compute.name === name),
    findViolations: (config) => findUnrunnable(config, runners),
  };
}

/** The local service on this machine alone. */
export const localTarget: SweepTarget = localTargetWith([]);

function termsOf(compute: Compute): Pick<TrialRunner, 'name' | 'description' | 'findUnrunnable'> {
  return {
    name: compute.name,
    description: compute.uri,
    findUnrunnable: (config) => engineOf(computeEngines, compute.uri)?.findUnrunnable(compute, config) ?? [],
  };
}
