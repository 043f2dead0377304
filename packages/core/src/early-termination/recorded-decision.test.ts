import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goals, policies, sweeps } from './__fixtures__/arbitrary-sweep.js';
import type { PolicyDecision } from './policy-decision.js';
import { createPolicyJudge } from './policy-judge.js';
import { decisionToProperty, earlyTerminationProperty, recordedDecision } from './recorded-decision.js';

const judged = { stop: true, interval: 2, standing: 0.5, threshold: 0.25, comparedTrials: 7 };
const read = (text: string) => recordedDecision({ properties: new Map([[earlyTerminationProperty, text]]) });

describe('the decision that a run was stopped by', () => {
  it('is read back as it was written, infinities and all', () => {
    fc.assert(
      fc.property(policies, goals, sweeps, (policy, goal, events) => {
        const judge = createPolicyJudge(policy, goal);
        const decisions = events.flatMap((event) =>
          event.kind === 'batch' ? judge.add(event.runId, event.values) : [],
        );
        for (const decision of decisions) expect(read(decisionToProperty(decision))).toEqual(decision);
      }),
    );
  });

  it.each<PolicyDecision>([
    { kind: 'median-stopping', ...judged },
    { kind: 'median-stopping', ...judged, threshold: undefined, stop: false },
    { kind: 'bandit', ...judged, standing: Number.NEGATIVE_INFINITY, best: 0.75, bestRunId: 'HD_1_3' },
    { kind: 'truncation-selection', ...judged, noBetter: 3, stoppedAtMost: 4 },
  ])('is read back with all that its policy says: %j', (decision) => {
    expect(read(decisionToProperty(decision))).toEqual(decision);
  });

  it('has the names that other tools read', () => {
    const decision = { kind: 'truncation-selection', ...judged, noBetter: 3, stoppedAtMost: 4 } as const;
    expect(JSON.parse(decisionToProperty(decision))).toEqual({
      policy: 'truncation-selection',
      stop: true,
      interval: 2,
      standing: 0.5,
      threshold: 0.25,
      compared_trials: 7,
      no_better: 3,
      stopped_at_most: 4,
    });
  });

  it.each([
    'no json',
    '[]',
    '{}',
    '{"policy":"bandit","interval":1,"standing":1,"compared_trials":2}',
    '{"policy":"bandit","interval":"1","standing":1,"compared_trials":2,"best_run_id":"a"}',
    '{"policy":"truncation","interval":1,"standing":1,"compared_trials":2,"best_run_id":"a"}',
    '{"policy":"other","interval":1,"standing":1,"compared_trials":2}',
  ])('is none where the property holds %s', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('is none where the run has no such property', () => {
    expect(recordedDecision({ properties: new Map() })).toBeUndefined();
  });
});
