import { checkArgument, checkNonEmptyString } from '../errors/check-argument.js';

/** Whether more or less of the primary metric is better. */
export type PrimaryMetricGoal = 'maximize' | 'minimize';

/** What a sweep is judged by: the metric's name as the training script logs it, and the goal. */
export interface PrimaryMetric {
  readonly name: string;
  readonly goal: PrimaryMetricGoal;
}

/** What to pass for a goal, in the words of an error. */
const takenGoals = "'maximize' or 'minimize'";

/**
 * Reads a goal in any case (`MAXIMIZE` and `Minimize` occur in real sweeps).
 * @returns the goal, or `undefined` where the text is no goal
 */
export function parseGoal(text: unknown): PrimaryMetricGoal | undefined {
  if (typeof text !== 'string') return undefined;
  const lower = text.toLowerCase();
  return lower === 'maximize' || lower === 'minimize' ? lower : undefined;
}

/**
 * Checks a goal that a caller passes to a rule, which must not read an unknown one as either of the two.
 * @throws InvalidArgumentError where it is neither `maximize` nor `minimize`, in small letters: see {@link parseGoal}
 */
export function checkGoal(goal: unknown): PrimaryMetricGoal {
  checkArgument(goal === 'maximize' || goal === 'minimize', 'goal', goal, takenGoals);
  return goal;
}

/**
 * Orders two metric values: negative where `a` is better under the goal, positive where `b` is, 0 for a tie.
 * Infinities are ordinary numbers; `0` and `-0` tie. NaN is no value and must be sorted out before.
 */
export function compareByGoal(goal: PrimaryMetricGoal, a: number, b: number): number {
  if (a === b) return 0;
  const aIsLess = a < b;
  return aIsLess === (goal === 'minimize') ? -1 : 1;
}

/**
 * Checks a primary metric that a user passes.
 * @throws InvalidArgumentError where the name is empty or the goal is neither `maximize` nor `minimize`
 */
export function checkPrimaryMetric(primaryMetric: PrimaryMetric): PrimaryMetric {
  const name = checkNonEmptyString('primaryMetric.name', primaryMetric.name);
  const goal = parseGoal(primaryMetric.goal);
  checkArgument(goal !== undefined, 'primaryMetric.goal', primaryMetric.goal, takenGoals);
  return { name, goal };
}
