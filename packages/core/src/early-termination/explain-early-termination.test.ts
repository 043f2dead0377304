import { describe, expect, it } from 'vitest';
import {
  BanditPolicy,
  type EarlyTerminationPolicy,
  NoTerminationPolicy,
  TruncationSelectionPolicy,
} from '../config/model/early-termination.js';
import { UnknownPolicy } from '../config/model/unknown-policy.js';
import { explainEarlyTermination } from './explain-early-termination.js';
import { decisionToProperty, earlyTerminationProperty } from './recorded-decision.js';

const policy = new BanditPolicy({ slackFactor: 0.25, evaluationInterval: 2 });

function explain(
  values: readonly number[],
  using: EarlyTerminationPolicy = policy,
  properties = new Map<string, string>(),
) {
  const timed = (runId: string, logged: readonly number[], start: number) => ({
    runId,
    values: logged,
    times: logged.map((_, at) => new Date(start + at)),
  });
  return explainEarlyTermination({
    policy: using,
    goal: 'maximize',
    trial: { runId: 'b', properties },
    trials: [timed('a', [1, 1, 1, 1], 0), timed('b', values, 100)],
  });
}

it('is no policy of the sweep where the search of another tool pruned the trial', () => {
  const reasons = explainEarlyTermination({
    policy: new NoTerminationPolicy(),
    goal: 'maximize',
    trial: { runId: 'b', properties: new Map(), searchTrial: { outcome: 'pruned', goals: ['maximize'] } },
    trials: [],
  });
  expect(reasons).toMatchObject({ decisions: [], reason: 'pruned' });
});

describe('why a trial was stopped or kept', () => {
  it('is told by the decision at each interval, and by what the run recorded', () => {
    const { decisions } = explain([0.9, 0.9, 0.5, 0.5]);
    expect(decisions).toMatchObject([
      { interval: 2, stop: false, standing: 0.9 },
      { interval: 4, stop: false },
    ]);
    const [stopped] = explain([0.5, 0.5]).decisions;
    const properties = new Map(stopped === undefined ? [] : [[earlyTerminationProperty, decisionToProperty(stopped)]]);
    expect(explain([0.5, 0.5, 0.5], policy, properties)).toEqual({
      recorded: stopped,
      decisions: [stopped],
      differs: false,
      loggedValues: 3,
      reason: undefined,
    });
    // What was recorded stands, and that it cannot be found again is said.
    expect(explain([0.9, 0.9], policy, properties)).toMatchObject({ recorded: { stop: true }, differs: true });
    expect(explain([0.5], policy, properties)).toMatchObject({ differs: true, reason: 'too-few-values' });
  });

  it('says why a trial was never judged', () => {
    const broken = new TruncationSelectionPolicy({ truncationPercentage: 100, validate: false });
    expect(explain([1, 1], new NoTerminationPolicy()).reason).toBe('no-policy');
    expect(explain([1, 1], new UnknownPolicy('other', null)).reason).toBe('unknown-policy');
    expect(explain([1, 1], broken)).toMatchObject({ reason: 'unknown-policy', decisions: [] });
    expect(explain([]).reason).toBe('not-logged');
    expect(explain([Number.NaN, Number.NaN, 1]).reason).toBe('not-a-number');
    expect(explain([1]).reason).toBe('too-few-values');
    expect(explain([1, 1]).reason).toBeUndefined();
  });
});
