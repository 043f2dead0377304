import { expect, it } from 'vitest';
import { describeDecision } from './describe-decision.js';
import type { PolicyDecision } from './policy-decision.js';

const numbers = { stop: true, interval: 10, standing: 0.5, threshold: 0.75, comparedTrials: 8 };
const bandit: PolicyDecision = { kind: 'bandit', ...numbers, best: 1, bestRunId: 'HD_3' };

it.each<[PolicyDecision, string]>([
  [
    bandit,
    'The bandit policy stopped it after 10 values of loss: its best, 0.5, is worse than 0.75, the limit beside 1, the best of 8 trials (HD_3).',
  ],
  [
    { ...bandit, stop: false, interval: 1, standing: 1 },
    'The bandit policy kept it after 1 value of loss: its best, 1, is the best of 8 trials.',
  ],
  [
    { kind: 'median-stopping', ...numbers, stop: false, standing: 0.75 },
    'Median stopping kept it after 10 values of loss: its best, 0.75, is no worse than 0.75, the median of the running averages of 8 trials.',
  ],
  [
    { kind: 'median-stopping', ...numbers, stop: false, threshold: undefined },
    'Median stopping kept it after 10 values of loss: the running averages of 8 trials have no median.',
  ],
  [
    { kind: 'truncation-selection', ...numbers, noBetter: 2, stoppedAtMost: 2 },
    'Truncation selection stopped it after 10 values of loss: its best, 0.5, is worse than 0.75, where of 8 trials the worst 2 are stopped.',
  ],
  [
    {
      kind: 'truncation-selection',
      ...numbers,
      stop: false,
      comparedTrials: 1,
      noBetter: 1,
      stoppedAtMost: 0,
      threshold: 0.5,
    },
    'Truncation selection kept it after 10 values of loss: its best, 0.5, is no worse than 0.5, where of it alone none is stopped.',
  ],
])('a decision is told in a sentence with its numbers (%#)', (decision, text) => {
  expect(describeDecision(decision, 'loss')).toBe(text);
});
