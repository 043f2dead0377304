import type { PrimaryMetricGoal } from '../../ranking/primary-metric.js';
import type { JudgingPolicy } from '../policy-decision.js';
import type { SweepEvent } from './arbitrary-sweep.js';

/** A decision as the definition gives it: whom, when, and whether. */
export interface DefinedDecision {
  readonly runId: string;
  readonly interval: number;
  readonly stop: boolean;
}

/**
 * The definition of the policies written down a second time, the slow way, value by value and from the whole history:
 * nothing of it is shared with the rules under test.
 */
export function judgeByDefinition(
  policy: JudgingPolicy,
  goal: PrimaryMetricGoal,
  events: readonly SweepEvent[],
): DefinedDecision[] {
  const logged = new Map<string, number[]>();
  const ended = new Set<string>();
  const decisions: DefinedDecision[] = [];
  for (const event of events) {
    if (event.kind === 'end') {
      ended.add(event.runId);
      continue;
    }
    const { runId } = event;
    for (const value of event.values) {
      const own = [...(logged.get(runId) ?? []), value];
      logged.set(runId, own);
      const interval = own.length;
      if (interval % policy.evaluationInterval !== 0 || interval < policy.delayEvaluation) continue;
      const y = bestOf(goal, own);
      if (y === undefined) continue;
      const counted = [...logged].filter(
        ([id]) => id === runId || policy.excludeFinishedJobs !== true || !ended.has(id),
      );
      const firsts = counted
        .map(([, values]) => values.slice(0, interval).filter((number) => number === number))
        .filter((values) => values.length > 0);
      decisions.push({ runId, interval, stop: isStopped(policy, goal, y, firsts) });
    }
  }
  return decisions;
}

/** So many decimals have the smallest doubles, and as many again have products of two of them. */
const places = 700;

/** A double as a whole number of 10^-700: all that is compared is reckoned in these. */
function whole(value: number): bigint {
  const [, sign = '', integer = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const digits = BigInt(integer + fraction) * 10n ** BigInt(places + Number(exponent) - fraction.length);
  return sign === '' ? digits : -digits;
}

function isStopped(policy: JudgingPolicy, goal: PrimaryMetricGoal, y: number, firsts: readonly number[][]): boolean {
  const bests = firsts.map((values) => bestOf(goal, values) ?? Number.NaN);
  const isWorse = (a: number | bigint, b: number | bigint): boolean => (goal === 'maximize' ? a < b : a > b);
  if (policy.kind === 'bandit') {
    const best = bestOf(goal, bests) ?? y;
    if (!isWorse(y, best)) return false;
    if (Math.abs(y) === Infinity || Math.abs(best) === Infinity) return true;
    const [low, high] = y < best ? [whole(y), whole(best)] : [whole(best), whole(y)];
    if (policy.slackAmount !== undefined) return high - low > whole(policy.slackAmount);
    const unit = 10n ** BigInt(places);
    return low * unit + whole(policy.slackFactor ?? 0) * (low < 0n ? -low : low) < high * unit;
  }
  if (policy.kind === 'truncation-selection') {
    const noBetter = bests.filter((other) => !isWorse(y, other)).length;
    return 100 * noBetter <= policy.truncationPercentage * bests.length;
  }
  // A mean is a whole number of 10^-700 over how many values it is of; an infinite one is that infinity.
  const means = firsts
    .map((values) => {
      const infinite = values.filter((value) => !Number.isFinite(value)).reduce((sum, value) => sum + value, 0);
      const sum = values.reduce((total, value) => total + (Number.isFinite(value) ? whole(value) : 0n), 0n);
      return { infinite, sum, count: BigInt(values.length) };
    })
    .filter(({ infinite }) => infinite === infinite)
    .toSorted((a, b) => {
      if (a.infinite !== b.infinite) return a.infinite < b.infinite ? -1 : 1;
      const [left, right] = [a.sum * b.count, b.sum * a.count];
      return left < right ? -1 : Number(left > right);
    });
  const middle = means.slice(Math.ceil(means.length / 2) - 1, Math.floor(means.length / 2) + 1);
  const [lower, upper = lower] = middle;
  if (lower === undefined || upper === undefined) return false;
  const infinite = lower.infinite + upper.infinite;
  if (infinite !== 0 || Math.abs(y) === Infinity) return isWorse(y, infinite);
  const shares = 2n * lower.count * upper.count;
  return isWorse(whole(y) * shares, lower.sum * upper.count + upper.sum * lower.count);
}

function bestOf(goal: PrimaryMetricGoal, values: readonly number[]): number | undefined {
  const usable = values.filter((value) => value === value);
  if (usable.length === 0) return undefined;
  return goal === 'maximize' ? Math.max(...usable) : Math.min(...usable);
}
