import { withActivePython } from '../process/environment/active-python.js';
import { inheritedByTrials } from '../process/environment/trial-environment.js';

/** What SLURM sets in a job, but for what says which cluster is meant: a service may run inside of one. */
const ofAnotherJob = /^SLURM_(?!CONF$|CLUSTERS$)/;

/**
 * The environment of SLURM's commands, which jobs inherit (`--export=ALL`), with the programs of an active Python environment in
 * front. Without what names another run, or contains the service's token: sites may store it.
 */
export function jobEnvironment(
  inherited: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const kept = inheritedByTrials(inherited).filter(([name]) => !ofAnotherJob.test(name));
  return Object.fromEntries(withActivePython(new Map(kept), new Map()));
}
