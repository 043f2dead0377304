import type { RunKey } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';

/**
 * Adds a warning to a trial that has ended without the primary metric where a run below it has logged it: only what the
 * trial's own run has logged counts, and a script that opens its run in another way than by its environment logs elsewhere.
 * @returns the warning, `undefined` where there is none
 */
export function warnOfMetricBelow(
  store: Pick<RunStore, 'getMetric' | 'runAndBelow' | 'changeRun'>,
  trial: RunKey,
  metricName: string,
): string | undefined {
  const hasLogged = (runId: string): boolean =>
    store.getMetric({ scope: trial.scope, runId }, metricName) !== undefined;
  // Most trials have none below them.
  const below = store.runAndBelow(trial).find(({ runId }) => runId !== trial.runId && hasLogged(runId));
  if (below === undefined || hasLogged(trial.runId)) return undefined;
  const warning = `The trial itself logged no ${JSON.stringify(metricName)}, but run ${below.runId} below it did, which does not count: log it to the run that MLFLOW_RUN_ID names.`;
  store.changeRun(trial, { addWarnings: [warning] });
  return warning;
}
