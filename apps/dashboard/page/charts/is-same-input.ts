import type { ChartData } from '@hyperdrive-run/charts';

/**
 * Whether nothing that is drawn has changed since the last look. What has not changed is the same object in both; the search space
 * and the policy do not change while a sweep runs, so only whether they are known counts.
 */
export function isSameInput(before: ChartData, after: ChartData): boolean {
  return (
    before.metric === after.metric &&
    before.goal === after.goal &&
    before.scope === after.scope &&
    (before.space === undefined) === (after.space === undefined) &&
    (before.policy === undefined) === (after.policy === undefined) &&
    areSame(before.chosen ?? [], after.chosen ?? []) &&
    areSame(before.trials, after.trials)
  );
}

function areSame<T>(before: readonly T[], after: readonly T[]): boolean {
  return before.length === after.length && before.every((item, index) => item === after[index]);
}
