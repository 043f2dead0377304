import type { PrimaryMetricGoal } from '../ranking/primary-metric.js';
import type { JudgingPolicy, PolicyDecision } from './policy-decision.js';
import { createPolicyJudge } from './policy-judge.js';

/** What a trial logged, and when: as much as can be read of it afterwards. */
export interface TimedTrial {
  readonly runId: string;
  /** In commit order; NaN for a value that cannot be ranked (see `loggedValues`). */
  readonly values: readonly number[];
  /** When each of the values was logged. One without a time counts as logged with the one before it. */
  readonly times: readonly (Date | undefined)[];
  /** When the trial ended, where it has. */
  readonly endTime?: Date | undefined;
}

/** Something that happened in a sweep. Ends come after the values of the same moment. */
interface Moment {
  readonly at: number;
  readonly runId: string;
  readonly value: number | undefined;
}

/**
 * Judges a trial once more, from what is known when it is over: one decision an interval. In which order the values of
 * different trials reached the service is known only by the times at which they were logged, so a decision whose trials
 * logged at the same moment, or sent late what they logged, can come out otherwise than it did.
 * @param trials all trials of the sweep, the judged one among them
 * @throws HyperDriveConfigError where the policy itself is not right
 */
export function replayDecisions(
  policy: JudgingPolicy,
  goal: PrimaryMetricGoal,
  trials: readonly TimedTrial[],
  runId: string,
): PolicyDecision[] {
  const judge = createPolicyJudge(policy, goal);
  const decisions: PolicyDecision[] = [];
  for (const moment of trials.flatMap(momentsOf).toSorted(compareMoments)) {
    if (moment.value === undefined) judge.end(moment.runId);
    else if (moment.runId === runId) decisions.push(...judge.add(runId, [moment.value]));
    else judge.restore(moment.runId, [moment.value]);
  }
  return decisions;
}

function momentsOf({ runId, values, times, endTime }: TimedTrial): Moment[] {
  // The order of one trial's values is known: a clock that was set back does not change it.
  let at = Number.NEGATIVE_INFINITY;
  const moments: Moment[] = values.map((value, index) => {
    at = Math.max(at, times[index]?.getTime() ?? at);
    return { at, runId, value };
  });
  if (endTime !== undefined) moments.push({ at: Math.max(at, endTime.getTime()), runId, value: undefined });
  return moments;
}

function compareMoments(a: Moment, b: Moment): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return Number(a.value === undefined) - Number(b.value === undefined);
}
