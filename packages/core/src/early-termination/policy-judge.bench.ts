import { bench, describe } from 'vitest';
import { BanditPolicy, MedianStoppingPolicy, TruncationSelectionPolicy } from '../config/model/early-termination.js';
import { judgeTrial } from './judge-trial.js';
import { createPolicyJudge } from './policy-judge.js';

/** As many trials as Azure ML allows, each of which has logged a thousand values. */
const histories = new Map(
  Array.from({ length: 1000 }, (_, trial) => [
    `HD_${trial}`,
    Array.from({ length: 1000 }, (__, at) => ((trial * 7919 + at * 104_729) % 100_003) / 100_003 + at / 1000),
  ]),
);
const policies = [
  new BanditPolicy({ slackFactor: 0.1 }),
  new MedianStoppingPolicy(),
  new TruncationSelectionPolicy({ truncationPercentage: 20 }),
];

describe.each(policies)('one decision among 1000 trials with 1000 values each: $kind', (policy) => {
  const judge = createPolicyJudge(policy, 'maximize');
  for (const [runId, values] of histories) judge.restore(runId, values);

  bench('by the judge that followed them', () => {
    judge.judgeAgain('HD_500');
  });

  bench('from the whole histories', () => {
    judgeTrial(policy, 'maximize', { runId: 'HD_500', interval: 1000, histories });
  });
});
