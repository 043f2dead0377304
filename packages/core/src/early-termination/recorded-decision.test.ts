import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goals, policies, sweeps } from './__fixtures__/arbitrary-sweep.js';
import { createPolicyJudge } from './policy-judge.js';
import { decisionToProperty, earlyTerminationProperty, recordedDecision } from './recorded-decision.js';

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

  it.each([
    'no json',
    '[]',
    '{}',
    '{"policy":"bandit","interval":1,"standing":1,"compared_trials":2}',
    '{"policy":"bandit","interval":"1","standing":1,"compared_trials":2,"best_run_id":"a"}',
    '{"policy":"other","interval":1,"standing":1,"compared_trials":2}',
  ])('is none where the property holds %s', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('is none where the run has no such property', () => {
    expect(recordedDecision({ properties: new Map() })).toBeUndefined();
  });
});
