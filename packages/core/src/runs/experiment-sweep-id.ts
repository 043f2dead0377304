/** Stands before the name of an experiment whose runs are to be one sweep. */
const prefix = 'experiment:';

/**
 * The id under which all runs of an experiment open as one sweep, where the service keeps no parent of them. MLflow's
 * adapter returns it; the parent is made up, and can be read only.
 * @example
 * experimentSweepId('iris') // 'experiment:iris'
 */
export function experimentSweepId(experimentName: string): string {
  return prefix + experimentName;
}

/** The name of the experiment that such an id names; `undefined` for the id of a run. */
export function experimentOfSweepId(runId: string): string | undefined {
  const name = runId.startsWith(prefix) ? runId.slice(prefix.length) : '';
  return name === '' ? undefined : name;
}
