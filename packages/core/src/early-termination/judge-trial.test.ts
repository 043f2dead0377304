import { describe, expect, it } from 'vitest';
import { BanditPolicy, MedianStoppingPolicy, TruncationSelectionPolicy } from '../config/model/early-termination.js';
import { judgeTrial } from './judge-trial.js';
import type { JudgingPolicy } from './policy-decision.js';

const { POSITIVE_INFINITY: infinity, NaN: nan } = Number;

/** Judges the trial `me`, which logged the first list, at an interval that is the length of it. */
function judge(policy: JudgingPolicy, goal: 'maximize' | 'minimize', [me, ...others]: readonly (readonly number[])[]) {
  const own = me ?? [];
  const histories = new Map([['me', own], ...others.map((values, at) => [`${at}`, values] as const)]);
  return judgeTrial(policy, goal, { runId: 'me', interval: own.length, histories });
}

describe('bandit', () => {
  it.each([
    ['maximize', 0.25, [[0.8], [1]], false, 0.8],
    ['maximize', 0.25, [[0.79], [1]], true, 0.8],
    ['minimize', 0.25, [[1.25], [1]], false, 1.25],
    ['minimize', 0.25, [[1.26], [1]], true, 1.25],
    // Below 0 the slack is a share of the distance from 0, too.
    ['maximize', 0.5, [[-2], [-1]], false, -2],
    ['maximize', 0.5, [[-2.1], [-1]], true, -2],
    ['maximize', 1, [[-1e9], [-1]], false, -infinity],
    ['minimize', 0.5, [[-0.4], [-1]], true, -0.5],
    // A lower value of 0 has no slack.
    ['maximize', 9, [[0], [0.1]], true, 0.01],
    ['minimize', 9, [[0.1], [0]], true, 0],
    ['maximize', 9, [[0], [0]], false, -infinity],
    // By the letter of the rule a factor above 1 spares what lies far below 0.
    ['maximize', 2, [[-0.25], [1]], true, 1 / 3],
    ['maximize', 2, [[-3], [1]], false, -infinity],
    // What is infinitely far away is beyond every slack.
    ['maximize', 9, [[-infinity], [1]], true, 0.1],
    ['minimize', 9, [[1], [-infinity]], true, -infinity],
    ['minimize', 9, [[-infinity], [-infinity]], false, -infinity],
  ] as const)('with a factor, %s %d of %j: %j, beside %d', (goal, slackFactor, histories, stop, threshold) => {
    expect(judge(new BanditPolicy({ slackFactor }), goal, histories)).toMatchObject({ stop, threshold });
  });

  it('with an amount, stops what is further from the best than that', () => {
    const policy = new BanditPolicy({ slackAmount: 0.25 });
    expect(judge(policy, 'maximize', [[0.5], [0.75]])).toMatchObject({ stop: false, threshold: 0.5 });
    expect(judge(policy, 'maximize', [[0.25], [0.75]])).toMatchObject({ stop: true, threshold: 0.5 });
    expect(judge(policy, 'minimize', [[1.5], [1]])).toMatchObject({
      stop: true,
      threshold: 1.25,
      best: 1,
      bestRunId: '0',
    });
  });

  it('names the judged trial as the best where it ties for it', () => {
    expect(judge(new BanditPolicy({ slackFactor: 0 }), 'maximize', [[3], [3]])).toMatchObject({
      stop: false,
      bestRunId: 'me',
      comparedTrials: 2,
    });
  });
});

describe('median stopping', () => {
  const policy = new MedianStoppingPolicy();

  it('compares the best of the trial with the median of all averages, its own among them', () => {
    // Averages 0.25, 0.5 and 0.75: the best so far of the first, 0.5, is the median.
    expect(
      judge(policy, 'maximize', [
        [0, 0.5],
        [0.25, 0.75],
        [0.5, 1],
      ]),
    ).toMatchObject({
      stop: false,
      threshold: 0.5,
      comparedTrials: 3,
    });
    expect(
      judge(policy, 'maximize', [
        [0, 0.25],
        [0.25, 0.75],
        [0.5, 1],
      ]),
    ).toMatchObject({ stop: true, standing: 0.25 });
    expect(judge(policy, 'minimize', [[2], [1]])).toMatchObject({ stop: true, threshold: 1.5 });
  });

  it('stops nobody where the averages in the middle are infinities of both signs', () => {
    expect(judge(policy, 'maximize', [[-infinity], [infinity]])).toMatchObject({ stop: false, threshold: undefined });
    // Infinities of both signs in one trial have no mean: it is not counted.
    expect(judge(policy, 'maximize', [[1], [infinity, -infinity]])).toMatchObject({ threshold: infinity });
    expect(
      judge(policy, 'maximize', [
        [1, 1],
        [infinity, -infinity],
      ]),
    ).toMatchObject({ threshold: 1, comparedTrials: 1 });
  });
});

describe('truncation selection', () => {
  it('stops the worst share, rounded down, and of tied ones none where not all may be stopped', () => {
    const policy = new TruncationSelectionPolicy({ truncationPercentage: 50 });
    expect(judge(policy, 'maximize', [[1], [2], [3]])).toMatchObject({
      stop: true,
      noBetter: 1,
      stoppedAtMost: 1,
      threshold: 2,
    });
    expect(judge(policy, 'maximize', [[2], [1], [3]])).toMatchObject({ stop: false, noBetter: 2 });
    expect(judge(policy, 'maximize', [[1], [1], [3]])).toMatchObject({ stop: false, noBetter: 2, threshold: 1 });
    expect(judge(policy, 'minimize', [[3], [1]])).toMatchObject({ stop: true, threshold: 1 });
    expect(judge(policy, 'minimize', [[3]])).toMatchObject({ stop: false, stoppedAtMost: 0, comparedTrials: 1 });
  });

  it('counts exactly: no share is lost to the digits of a fraction', () => {
    const policy = new TruncationSelectionPolicy({ truncationPercentage: 29 });
    const others = Array.from({ length: 99 }, (_, at) => [at]);
    expect(judge(policy, 'maximize', [[-1], ...others])).toMatchObject({ stoppedAtMost: 29, threshold: 28 });
  });
});

describe('every policy', () => {
  const policy = new BanditPolicy({ slackFactor: 0.1 });

  it('does not judge a trial without a usable value, and does not count one', () => {
    expect(judge(policy, 'maximize', [[nan, nan], [1]])).toBeUndefined();
    expect(judge(policy, 'maximize', [[0.5], [nan], []])).toMatchObject({ stop: false, comparedTrials: 1 });
    expect(judgeTrial(policy, 'maximize', { runId: 'gone', interval: 1, histories: new Map() })).toBeUndefined();
  });

  it.each([new TruncationSelectionPolicy({ truncationPercentage: 50 }), new MedianStoppingPolicy(), policy])(
    'counts the trials that have a usable value: $kind',
    (judging) => {
      expect(judge(judging, 'maximize', [[1], [2], [nan], []])).toMatchObject({ stop: true, comparedTrials: 2 });
    },
  );

  it('gives a value that cannot be ranked its place in the count, and nothing else', () => {
    // At the third value the trial stands with its first two; of the other only three count, and the 9 is the fourth.
    expect(
      judge(policy, 'maximize', [
        [1, 0.5, nan],
        [nan, nan, 1, 9],
      ]),
    ).toMatchObject({ standing: 1, best: 1, interval: 3 });
  });

  it('leaves ended trials out only where it is told to', () => {
    const histories = new Map([
      ['me', [0.5]],
      ['other', [1]],
    ]);
    const evidence = { runId: 'me', interval: 1, histories, ended: new Set(['other', 'me']) };
    expect(judgeTrial(policy, 'maximize', evidence)).toMatchObject({ stop: true });
    const excluding = new BanditPolicy({ slackFactor: 0.1, excludeFinishedJobs: true });
    expect(judgeTrial(excluding, 'maximize', evidence)).toMatchObject({ stop: false, comparedTrials: 1 });
  });
});
