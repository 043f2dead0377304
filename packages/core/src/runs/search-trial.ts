import type { PrimaryMetricGoal } from '../ranking/primary-metric.js';
import type { RunStatus } from './run-status.js';

/**
 * How a trial ended for the search that chose it. `infeasible`: it was completed, and its search's own constraints rule it
 * out.
 */
export type TrialOutcome = 'completed' | 'failed' | 'pruned' | 'infeasible';

/**
 * What a search of another tool, Optuna's for example, wrote down about the trial that a run belongs to. The run's own
 * status says how a process ended; this says what became of the trial.
 */
export interface SearchTrial {
  /** `undefined` where the search names no outcome that is known here. */
  readonly outcome?: TrialOutcome | undefined;
  /** The goal of each objective of the search. */
  readonly goals: readonly PrimaryMetricGoal[];
}

/**
 * The status of a run whose search may have judged it. A trial that failed is Failed and a pruned one is Canceled, whatever
 * the run says: Optuna's callback closes every run as finished. A completed trial leaves the run's own status as it is.
 */
export function statusOfTrial(status: RunStatus, trial: SearchTrial | undefined): RunStatus {
  if (trial?.outcome === 'failed') return 'Failed';
  return trial?.outcome === 'pruned' ? 'Canceled' : status;
}

/**
 * Whether the search pruned the run's trial. What such a run logged are values of a trial that was given up half way: they
 * stay among its metrics, but it has no primary metric and can never be the best.
 */
export function isPruned({ searchTrial }: { readonly searchTrial?: SearchTrial | undefined }): boolean {
  return searchTrial?.outcome === 'pruned';
}

/**
 * Why the search itself rules the run's trial out, where it does: it pruned it, or the trial does not meet the search's
 * constraints. Either way it has no primary metric and can never be the best, whatever it logged.
 */
export function whyRuledOut({
  searchTrial,
}: {
  readonly searchTrial?: SearchTrial | undefined;
}): 'pruned' | 'infeasible' | undefined {
  const outcome = searchTrial?.outcome;
  return outcome === 'pruned' || outcome === 'infeasible' ? outcome : undefined;
}

/** The goal that the searches of some runs name: one, none, or several that contradict each other. */
export type GoalOfTrials =
  | { readonly kind: 'goal'; readonly goal: PrimaryMetricGoal }
  | { readonly kind: 'none' }
  | { readonly kind: 'several' };

/**
 * Reads the goal off the trials of a search, for a sweep that names none itself. Runs that belong to no search do not
 * matter. Objectives with different goals name no goal: which metric belongs to which objective is written down nowhere.
 */
export function goalOfTrials(runs: Iterable<{ readonly searchTrial?: SearchTrial | undefined }>): GoalOfTrials {
  const goals = new Set<PrimaryMetricGoal>();
  for (const { searchTrial } of runs) for (const goal of searchTrial?.goals ?? []) goals.add(goal);
  const [goal] = goals;
  if (goal === undefined) return { kind: 'none' };
  return goals.size > 1 ? { kind: 'several' } : { kind: 'goal', goal };
}
