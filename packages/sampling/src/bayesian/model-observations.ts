import type { PrimaryMetricGoal } from '@hyperdrive-run/core';
import type { Observation } from '../sampler.js';
import { worstCost } from './diverged-cost.js';
import { type Position, positionOfPoint, type SearchAxis } from './search-axes.js';

/** How many values a model is made from at most: what it costs grows with the third power of their number. */
export const maxModelled = 200;
/** How many of these its kernel is fitted to at most, which takes some dozens of models. */
export const maxFitted = 100;
/** Which share of a limit is kept for the best; the rest is for the latest. */
const shareOfBest = 1 / 4;

/** What a model is to know of the trials so far. */
export interface ModelledObservations {
  /** How many trials have ended with a finite value. */
  readonly reached: number;
  readonly positions: readonly Position[];
  /** One a position: lower is better, mean 0 and standard deviation 1 (all 0 where all are equal). */
  readonly values: readonly number[];
  /** Those of the values that the kernel is fitted to. */
  readonly fitted: { readonly positions: readonly Position[]; readonly values: readonly number[] };
  /** Where trials are that have not ended. */
  readonly running: readonly Position[];
  /** Where any trial is or was. */
  readonly tried: readonly Position[];
}

/**
 * Turns the trials so far into what a model is made from:
 *
 * - A trial that has ended with a value counts with it. One that has diverged ({@link worstCost}) counts as the worst that
 *   has not, and an infinite one as the best or the worst.
 * - A trial that has ended without a value counts as the worst, too, so that the search keeps away from where trials
 *   fail. Before any value was reached it does not count.
 * - A trial that has not ended is running, whatever it has logged.
 * - A trial whose point does not lie in the space does not count: it is of another sweep.
 * - Beyond {@link maxModelled} ended trials a quarter of these are the best ones, and the rest the latest of the others.
 *   The kernel is fitted to {@link maxFitted} that are chosen in the same way.
 */
export function modelObservations(
  axes: readonly SearchAxis[],
  goal: PrimaryMetricGoal,
  observations: readonly Observation[],
): ModelledObservations {
  const placed = observations.flatMap(({ point, value, ended }) => {
    const position = positionOfPoint(axes, point);
    return position === undefined
      ? []
      : [{ position, cost: value === undefined ? undefined : costOf(value, goal), ended }];
  });
  const ended = placed.filter((trial) => trial.ended);
  const finite = ended.flatMap(({ cost }) => (cost !== undefined && Number.isFinite(cost) ? [cost] : []));
  const [least, most] = [Math.min(...finite), worstCost(finite)];
  const costs = ended.map(({ position, cost = most }) => ({ position, cost: Math.min(most, Math.max(least, cost)) }));
  const kept = finite.length === 0 ? [] : keepWithinLimit(costs, maxModelled);
  const values = standardize(kept.map(({ cost }) => cost));
  const modelled = kept.map(({ position }, index) => ({ position, cost: values[index] ?? 0 }));
  const fitted = keepWithinLimit(modelled, maxFitted);
  return {
    reached: finite.length,
    positions: modelled.map(({ position }) => position),
    values,
    fitted: { positions: fitted.map(({ position }) => position), values: fitted.map(({ cost }) => cost) },
    running: placed.filter((trial) => !trial.ended).map(({ position }) => position),
    tried: placed.map(({ position }) => position),
  };
}

function costOf(value: number, goal: PrimaryMetricGoal): number {
  return goal === 'maximize' ? -value : value;
}

function keepWithinLimit<Trial extends { readonly cost: number }>(
  trials: readonly Trial[],
  limit: number,
): readonly Trial[] {
  if (trials.length <= limit) return trials;
  const best = new Set(trials.toSorted((a, b) => a.cost - b.cost).slice(0, Math.floor(limit * shareOfBest)));
  const others = trials.filter((trial) => !best.has(trial));
  const latest = new Set(others.slice(best.size - limit));
  return trials.filter((trial) => best.has(trial) || latest.has(trial));
}

/** As shares of the largest first, so that sums of the largest doubles stay finite. */
function standardize(costs: readonly number[]): readonly number[] {
  const largest = Math.max(...costs.map(Math.abs), Number.MIN_VALUE);
  const scaled = costs.map((cost) => cost / largest);
  const mean = scaled.reduce((sum, cost) => sum + cost, 0) / scaled.length;
  const variance = scaled.reduce((sum, cost) => sum + (cost - mean) ** 2, 0) / scaled.length;
  const deviation = Math.sqrt(variance);
  // Below this the values differ by rounding alone.
  return scaled.map((cost) => (deviation > 1e-14 ? (cost - mean) / deviation : 0));
}
