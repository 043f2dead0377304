import { expect, it } from 'vitest';
import {
  BanditPolicy,
  type EarlyTerminationPolicy,
  MedianStoppingPolicy,
  NoTerminationPolicy,
  TruncationSelectionPolicy,
} from '../config/model/early-termination.js';
import { UnknownPolicy } from '../config/model/unknown-policy.js';
import { judgesTrials } from './policy-decision.js';

it.each<[EarlyTerminationPolicy, boolean]>([
  [new BanditPolicy({ slackAmount: 1 }), true],
  [new MedianStoppingPolicy(), true],
  [new TruncationSelectionPolicy({ truncationPercentage: 10 }), true],
  [new NoTerminationPolicy(), false],
  [new UnknownPolicy('Fancy', null), false],
])('a policy judges trials unless it ends none, or is not known: %#', (policy, judges) => {
  expect(judgesTrials(policy)).toBe(judges);
});
