import { availableParallelism } from 'node:os';
import type { PlacementKey, SweepTarget } from '@hyperdrive-run/core/ports';
import { findUnrunnable } from './find-unrunnable.js';
import { processRunnerTerms } from './runners/process/process-runner-terms.js';

const asItIs = 'trials run on this machine as it is';

const reasons: ReadonlyMap<PlacementKey, string> = new Map<PlacementKey, string>([
  ['compute', asItIs],
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

/** The local service on this machine, as the target that a sweep file is read for: for `parseSweepFile`. */
export const localTarget: SweepTarget = {
  name: 'the local service',
  /** As many as this machine has cores. */
  get trialsAtOnce(): number {
    return availableParallelism();
  },
  withoutEffect: { says: 'has no effect locally', reasons },
  hasCompute: (name) => name === processRunnerTerms.name,
  findViolations: (config) => findUnrunnable(config, [processRunnerTerms]),
};
