import type { RandomSource } from '@hyperdrive-run/sampling';
import type { KillPlan } from './kill-plan.js';

/** When services die: around a commit, or any time. */
export const killMoments = ['begun', 'before-commit', 'during-commit', 'after-commit', 'timer'] as const;

/** A kill at any moment. */
export function randomKill(random: RandomSource): KillPlan {
  const moment = killMoments[random.integerBelow(killMoments.length)] ?? 'timer';
  // A commit takes about a millisecond; a service starts and begins its work within some hundred.
  const delayMs = random.uniform() * (moment === 'timer' ? 1000 : 2);
  return { moment, transaction: 1 + random.integerBelow(16), delayMs };
}

/** How often each moment was met, for the report of a test. */
export function countMoments(kills: readonly KillPlan[]): string {
  return killMoments.map((at) => `${at} ${kills.filter(({ moment }) => moment === at).length}`).join(', ');
}
