import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BanditPolicy, MedianStoppingPolicy } from '../config/model/early-termination.js';
import { compareByGoal, type PrimaryMetricGoal } from '../ranking/primary-metric.js';
import { goals } from './__fixtures__/arbitrary-sweep.js';
import { judgeTrial } from './judge-trial.js';
import type { JudgingPolicy, PolicyDecision } from './policy-decision.js';
import { decisionToProperty, earlyTerminationProperty, recordedDecision } from './recorded-decision.js';

function judge(policy: JudgingPolicy, goal: PrimaryMetricGoal, trials: readonly (readonly number[])[]): PolicyDecision {
  const histories = new Map(trials.map((values, index) => [`${index}`, values]));
  const decision = judgeTrial(policy, goal, { runId: '0', interval: trials[0]?.length ?? 0, histories });
  if (decision === undefined) throw new Error('the trial was not judged');
  return decision;
}

/** What the decision says must be what it decides, here and where it is recorded. */
function expectToAgree(decision: PolicyDecision, goal: PrimaryMetricGoal): void {
  const { standing, threshold = standing, stop } = decision;
  expect(compareByGoal(goal, standing, threshold) > 0).toBe(stop);
  const properties = new Map([[earlyTerminationProperty, decisionToProperty(decision)]]);
  expect(recordedDecision({ properties })).toEqual(decision);
}

/** Decimals on a grid: whole numbers of 10^-places, near each other, and the doubles that are written so. */
const grids = fc.integer({ min: 0, max: 9 }).chain((places) => {
  const tick = fc.integer({ min: -40, max: 40 });
  return fc.record({
    places: fc.constant(places),
    ticks: fc.array(tick, { minLength: 2, maxLength: 6 }),
    slack: fc.integer({ min: 0, max: 40 }),
  });
});
const written = (ticks: number, places: number): number => Number(`${ticks}e-${places}`);

describe('policies in decimals', () => {
  it('keep what is exactly as far from the best as the slack amount allows', () => {
    const policy = new BanditPolicy({ slackAmount: 0.2 });
    expect(0.8 - 0.6).toBeGreaterThan(0.2);
    expect(judge(policy, 'maximize', [[0.6], [0.8]])).toMatchObject({ stop: false, threshold: 0.6 });
    expect(judge(policy, 'minimize', [[0.3], [0.1]])).toMatchObject({ stop: false, threshold: 0.3 });
    expect(judge(policy, 'maximize', [[0.5999999999999999], [0.8]])).toMatchObject({ stop: true, threshold: 0.6 });
  });

  it('take the middle one of averages that differ only beyond what doubles tell apart', () => {
    const tiny = 5e-324;
    const own = [0, 0, 0, 0.25];
    const trials = [own, [0.6, 1.6, -1.2, tiny], [0, -tiny, tiny, 1]];
    const policy = new MedianStoppingPolicy();
    for (const order of [trials, [own, ...trials.slice(1).toReversed()]]) {
      expect(judge(policy, 'maximize', order)).toMatchObject({ stop: false, threshold: 0.25 });
    }
  });

  it('keep what is exactly the slack factor away', () => {
    const policy = new BanditPolicy({ slackFactor: 0.1 });
    expect(0.7 + 0.1 * 0.7).toBeLessThan(0.77);
    expect(judge(policy, 'maximize', [[0.7], [0.77]])).toMatchObject({ stop: false, threshold: 0.7 });
    expect(judge(policy, 'minimize', [[0.77], [0.7]])).toMatchObject({ stop: false, threshold: 0.77 });
  });

  it('keep what is as good as the median of averages that doubles miss', () => {
    const trials = [
      [0.2, 0.2, 0.2],
      [0.1, 0.2, 0.3],
      [0.1, 0.2, 0.3],
    ];
    expect(judge(new MedianStoppingPolicy(), 'maximize', trials)).toMatchObject({ stop: false, threshold: 0.2 });
  });

  it('decide by a slack amount as whole numbers do, whatever the grid', () => {
    fc.assert(
      fc.property(grids, goals, ({ places, ticks, slack }, goal) => {
        const policy = new BanditPolicy({ slackAmount: written(slack, places) });
        const [own = 0] = ticks;
        const best = goal === 'maximize' ? Math.max(...ticks) : Math.min(...ticks);
        const decision = judge(
          policy,
          goal,
          ticks.map((tick) => [written(tick, places)]),
        );
        expect(decision.stop).toBe(Math.abs(best - own) > slack);
        const limit = goal === 'maximize' ? best - slack : best + slack;
        expect(decision.threshold).toBe(written(limit, places) + 0);
        expectToAgree(decision, goal);
      }),
      { numRuns: 500 },
    );
  });

  it('decide by a slack factor as whole numbers do, whatever the grid', () => {
    fc.assert(
      fc.property(grids, goals, fc.integer({ min: 0, max: 3 }), ({ places, ticks, slack }, goal, factorPlaces) => {
        const policy = new BanditPolicy({ slackFactor: written(slack, factorPlaces) });
        const [own = 0] = ticks;
        const best = goal === 'maximize' ? Math.max(...ticks) : Math.min(...ticks);
        const [low, high] = [Math.min(own, best), Math.max(own, best)];
        const decision = judge(
          policy,
          goal,
          ticks.map((tick) => [written(tick, places)]),
        );
        const unit = 10 ** factorPlaces;
        expect(decision.stop).toBe(low * unit + slack * Math.abs(low) < high * unit);
        expectToAgree(decision, goal);
      }),
      { numRuns: 500 },
    );
  });

  it('stop by the median as whole numbers do, whatever the grid', () => {
    const tick = fc.integer({ min: -9, max: 9 });
    const trials = fc
      .integer({ min: 1, max: 6 })
      .chain((length) =>
        fc.array(fc.array(tick, { minLength: length, maxLength: length }), { minLength: 1, maxLength: 6 }),
      );
    fc.assert(
      fc.property(trials, fc.integer({ min: 0, max: 9 }), goals, (lists, places, goal) => {
        const decision = judge(
          new MedianStoppingPolicy(),
          goal,
          lists.map((list) => list.map((ticks) => written(ticks, places))),
        );
        const sums = lists.map((list) => list.reduce((sum, ticks) => sum + ticks, 0)).toSorted((a, b) => a - b);
        // All lists have one length: their sums are in the order of their means. Twice the median, times the length:
        const twice = (sums[(sums.length - 1) >> 1] ?? 0) + (sums[sums.length >> 1] ?? 0);
        const [own = []] = lists;
        const standing = goal === 'maximize' ? Math.max(...own) : Math.min(...own);
        const difference = 2 * own.length * standing - twice;
        expect(decision.stop).toBe(goal === 'maximize' ? difference < 0 : difference > 0);
        expectToAgree(decision, goal);
      }),
      { numRuns: 500 },
    );
  });

  it('decide at the ends of what doubles hold', () => {
    const amount = (slackAmount: number) => new BanditPolicy({ slackAmount });
    expect(judge(amount(1e308), 'maximize', [[1e-308], [1e308]]).stop).toBe(false);
    expect(judge(amount(1e308), 'maximize', [[-1e-308], [1e308]])).toMatchObject({ stop: true, threshold: 0 });
    expect(judge(amount(1e-308), 'minimize', [[2e-308], [1e-308]])).toMatchObject({ stop: false, threshold: 2e-308 });
    const least = judge(amount(0), 'minimize', [[Number.MIN_VALUE], [0]]);
    expect(least).toMatchObject({ stop: true, threshold: 0 });
    const factor = judge(new BanditPolicy({ slackFactor: 1e308 }), 'minimize', [[1e308], [1e-308]]);
    expect(factor).toMatchObject({ stop: true, threshold: 1 });
  });

  it('name a limit on the right side of what they judged, where the exact one lies between two doubles', () => {
    const decision = judge(new BanditPolicy({ slackFactor: 2 }), 'maximize', [[1 / 3], [1]]);
    expect(decision).toMatchObject({ stop: true, standing: 0.3333333333333333, threshold: 0.33333333333333337 });
  });
});
