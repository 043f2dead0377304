import { checkObject } from '../errors/check-argument.js';
import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import { checkGoal, type PrimaryMetricGoal } from '../ranking/primary-metric.js';

/** What can be on the front: one value for each objective. */
export interface ParetoCandidate {
  /** One for each goal, in the same order. A candidate that lacks one, or has NaN for it, is never on the front. */
  readonly values: readonly (number | undefined)[];
  /** Whether it keeps all constraints: one that does not is never on the front, and beats nobody. Default true. */
  readonly isFeasible?: boolean | undefined;
}

/** A candidate with its values turned so that less is better, and where it was in the list. */
interface Point {
  readonly place: number;
  readonly costs: readonly number[];
}

/**
 * The Pareto front: the candidates that no other one dominates. One dominates another where it is at least as good by every
 * objective, and better by at least one. Candidates with equal values dominate each other not: all of them are on the front or
 * none. Infinities are ordinary values; `0` and `-0` are equal.
 *
 * Exact. Takes n log n comparisons for one or two objectives, at most n times the size of the front for more.
 * @param candidates with as many values as there are goals
 * @param goals one for each objective
 * @returns the candidates on the front, in the order given
 * @throws InvalidArgumentError where there is no goal, one is no goal, or a candidate has another number of values
 * @example
 * getParetoFront([{ id: 'a', values: [0.9, 12] }, { id: 'b', values: [0.8, 15] }], ['maximize', 'minimize']) // a
 */
export function getParetoFront<T extends ParetoCandidate>(
  candidates: Iterable<T>,
  goals: readonly PrimaryMetricGoal[],
): T[] {
  checkGoals(goals);
  const all = [...candidates];
  const points = all.flatMap((candidate, place) => {
    const costs = costsOf(candidate, goals, place);
    return costs === undefined ? [] : [{ place, costs }];
  });
  // Whatever dominates a point comes before it in this order.
  points.sort((a, b) => compareCosts(a.costs, b.costs));
  const front = goals.length <= 2 ? frontOfTwo(points) : frontOfMany(points);
  return front.toSorted((a, b) => a - b).flatMap((place) => all.slice(place, place + 1));
}

/** The least second cost so far decides; of one objective the second is that of everybody. */
function frontOfTwo(points: readonly Point[]): number[] {
  const front: number[] = [];
  let last: Point | undefined;
  for (const point of points) {
    const [, second = 0] = point.costs;
    const isEqual = last !== undefined && compareCosts(last.costs, point.costs) === 0;
    if (last !== undefined && !isEqual && second >= (last.costs[1] ?? 0)) continue;
    front.push(point.place);
    last = point;
  }
  return front;
}

/** What is dominated is dominated by one that is on the front, and that was met before. */
function frontOfMany(points: readonly Point[]): number[] {
  const front: Point[] = [];
  for (const point of points) {
    if (!front.some((other) => dominates(other.costs, point.costs))) front.push(point);
  }
  return front.map(({ place }) => place);
}

function dominates(a: readonly number[], b: readonly number[]): boolean {
  let isBetter = false;
  for (let at = 0; at < a.length; at += 1) {
    const [mine, other] = [a[at] ?? 0, b[at] ?? 0];
    if (mine > other) return false;
    if (mine < other) isBetter = true;
  }
  return isBetter;
}

/** By the first cost, then by the next ones. A difference of infinities would be NaN. */
function compareCosts(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at += 1) {
    const [mine, other] = [a[at] ?? 0, b[at] ?? 0];
    if (mine !== other) return mine < other ? -1 : 1;
  }
  return 0;
}

/** @returns `undefined` for a candidate that cannot be on the front */
function costsOf(
  candidate: ParetoCandidate,
  goals: readonly PrimaryMetricGoal[],
  place: number,
): readonly number[] | undefined {
  checkObject(`candidates[${place}]`, candidate);
  const { values, isFeasible = true } = candidate;
  if (!Array.isArray(values) || values.length !== goals.length) {
    throw new InvalidArgumentError({
      option: `candidates[${place}].values`,
      got: values,
      takes: `a list of ${goals.length} values, one for each goal`,
    });
  }
  const costs: number[] = [];
  for (const [at, value] of values.entries()) {
    if (typeof value !== 'number' || Number.isNaN(value)) return undefined;
    costs.push(goals[at] === 'maximize' ? -value : value);
  }
  return isFeasible ? costs : undefined;
}

function checkGoals(goals: readonly PrimaryMetricGoal[]): void {
  if (!Array.isArray(goals) || goals.length === 0) {
    throw new InvalidArgumentError({ option: 'goals', got: goals, takes: 'a list of at least one goal' });
  }
  for (const goal of goals) checkGoal(goal);
}
