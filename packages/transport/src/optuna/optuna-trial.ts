import { type PrimaryMetricGoal, parseGoal, type RunRecord, type SearchTrial } from '@hyperdrive-run/core';
import { isPruned, statusOfTrial } from '@hyperdrive-run/core/internal';

/** Optuna's states of a trial that has ended. The callback writes no other; RUNNING and WAITING say nothing here. */
const outcomes: ReadonlyMap<string, SearchTrial['outcome']> = new Map([
  ['COMPLETE', 'completed'],
  ['FAIL', 'failed'],
  ['PRUNED', 'pruned'],
  ['RUNNING', undefined],
  ['WAITING', undefined],
]);

/** The tag without which no run is one of Optuna's. */
export const optunaStateTag = 'state';

/**
 * Reads what Optuna's `MLflowCallback` writes on each run. Its names are ordinary words that other scripts use, too: they
 * count only all together, each in the form that Optuna gives it.
 * @returns `undefined` where the run is none of Optuna's
 */
export function optunaTrial(tags: ReadonlyMap<string, string>): SearchTrial | undefined {
  const state = tags.get(optunaStateTag) ?? '';
  const goals = goalsOf(tags.get('direction') ?? '');
  if (!outcomes.has(state) || goals === undefined || !/^\d+$/.test(tags.get('number') ?? '')) return undefined;
  return { outcome: outcomes.get(state), goals };
}

/** `MAXIMIZE`, or for several objectives a list as Python prints it: `['MINIMIZE', 'MAXIMIZE']`. */
function goalsOf(direction: string): readonly PrimaryMetricGoal[] | undefined {
  const list = /^\[(.*)\]$/
    .exec(direction)?.[1]
    ?.split(', ')
    .map((word) => word.replace(/^'(.*)'$/, '$1'));
  const words = list ?? [direction];
  if (!words.every((word) => /^(MAXIMIZE|MINIMIZE|NOT_SET)$/.test(word))) return undefined;
  return words.map(parseGoal).filter((goal) => goal !== undefined);
}

/** A run with what Optuna wrote of its trial, where it is one of Optuna's. */
export function withOptunaTrial(run: RunRecord): RunRecord {
  const searchTrial = optunaTrial(run.tags);
  if (searchTrial === undefined) return run;
  const reason = isPruned({ searchTrial }) ? 'Optuna pruned the trial.' : undefined;
  return {
    ...run,
    searchTrial,
    status: statusOfTrial(run.status, searchTrial),
    cancellationReason: run.cancellationReason ?? reason,
  };
}
