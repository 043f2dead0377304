import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BanditPolicy, MedianStoppingPolicy } from '../config/model/early-termination.js';
import { type HyperDriveConfigError } from '../errors/hyperdrive-config-error.js';
import { compareByGoal, type PrimaryMetricGoal } from '../ranking/primary-metric.js';
import { goals, policies, type SweepEvent, sweeps } from './__fixtures__/arbitrary-sweep.js';
import { type DefinedDecision, judgeByDefinition } from './__fixtures__/judge-by-definition.js';
import { judgeTrial } from './judge-trial.js';
import type { JudgingPolicy, PolicyDecision } from './policy-decision.js';
import { createPolicyJudge } from './policy-judge.js';

type Judged = { readonly runId: string; readonly decision: PolicyDecision };

function judgeAll(policy: JudgingPolicy, goal: PrimaryMetricGoal, events: readonly SweepEvent[]): Judged[] {
  const judge = createPolicyJudge(policy, goal);
  return events.flatMap((event) => {
    if (event.kind === 'batch') {
      return judge.add(event.runId, event.values).map((decision) => ({ runId: event.runId, decision }));
    }
    judge.end(event.runId);
    return [];
  });
}

const inShort = ({ runId, decision: { interval, stop } }: Judged): DefinedDecision => ({ runId, interval, stop });

/** Each value as a batch of its own. */
const valueByValue = (events: readonly SweepEvent[]): SweepEvent[] =>
  events.flatMap((event): SweepEvent[] =>
    event.kind === 'end' ? [event] : event.values.map((value) => ({ ...event, values: [value] })),
  );

describe('the judge of a sweep', () => {
  it('decides as the definition does from the whole history, in any order of arrival and batching', () => {
    fc.assert(
      fc.property(policies, goals, sweeps, (policy, goal, events) => {
        const decisions = judgeAll(policy, goal, events);
        expect(decisions.map(inShort)).toEqual(judgeByDefinition(policy, goal, events));
        expect(decisions).toEqual(judgeAll(policy, goal, valueByValue(events)));
      }),
      { numRuns: 400 },
    );
  });

  it('answers what judgeTrial answers from the histories of that moment, to the last number', () => {
    fc.assert(
      fc.property(policies, goals, sweeps, (policy, goal, events) => {
        const histories = new Map<string, number[]>();
        const ended = new Set<string>();
        const judge = createPolicyJudge(policy, goal);
        for (const event of valueByValue(events)) {
          const { runId } = event;
          if (event.kind === 'end') {
            judge.end(runId);
            ended.add(runId);
            continue;
          }
          const own = [...(histories.get(runId) ?? []), ...event.values];
          histories.set(runId, own);
          for (const decision of judge.add(runId, event.values)) {
            expect(judgeTrial(policy, goal, { runId, interval: own.length, histories, ended })).toEqual(decision);
          }
        }
      }),
    );
  });

  it('stops exactly the trials whose standing is worse than the threshold that it names', () => {
    fc.assert(
      fc.property(policies, goals, sweeps, (policy, goal, events) => {
        for (const { decision } of judgeAll(policy, goal, events)) {
          const { standing, threshold = standing, stop } = decision;
          expect(stop).toBe(compareByGoal(goal, standing, threshold) > 0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('makes the mirrored decisions for mirrored values and the other goal', () => {
    const mirrors = policies.filter((policy) => policy.kind !== 'bandit' || policy.slackAmount !== undefined);
    fc.assert(
      fc.property(mirrors, sweeps, (policy, events) => {
        const negated = events.map((event) =>
          event.kind === 'end' ? event : { ...event, values: event.values.map((value) => -value) },
        );
        expect(judgeAll(policy, 'minimize', negated).map(inShort)).toEqual(
          judgeAll(policy, 'maximize', events).map(inShort),
        );
      }),
    );
  });

  it('allows the same factor to a metric that is minimized as to its reciprocal that is maximized', () => {
    // Powers of two: their reciprocals and their products with a factor lose no digit.
    const powers = fc.integer({ min: -8, max: 8 }).map((exponent) => 2 ** exponent);
    const trials = fc.array(fc.array(powers, { minLength: 1, maxLength: 6 }), { maxLength: 6 });
    fc.assert(
      fc.property(trials, fc.double({ min: 0, max: 9, noNaN: true }), (histories, slackFactor) => {
        const policy = new BanditPolicy({ slackFactor });
        const judge = (goal: PrimaryMetricGoal, map: (value: number) => number) =>
          judgeAll(
            policy,
            goal,
            histories.map((values, index) => ({ kind: 'batch', runId: `${index}`, values: values.map(map) })),
          ).map(inShort);
        expect(judge('minimize', (value) => 1 / value)).toEqual(judge('maximize', (value) => value));
      }),
    );
  });

  it('is the same after a restart: what it is told of from before counts as if it had judged it', () => {
    fc.assert(
      fc.property(policies, goals, sweeps, fc.nat(30), (policy, goal, events, position) => {
        const judge = createPolicyJudge(policy, goal);
        const before = judgeAll(policy, goal, events.slice(0, position)).length;
        for (const event of events.slice(0, position)) {
          if (event.kind === 'end') judge.end(event.runId);
          else judge.restore(event.runId, event.values);
        }
        const after = events.slice(position).flatMap((event) => {
          if (event.kind === 'batch') return judge.add(event.runId, event.values);
          judge.end(event.runId);
          return [];
        });
        const undisturbed = judgeAll(policy, goal, events).map(({ decision }) => decision);
        expect(after.map(({ interval, stop }) => [interval, stop])).toEqual(
          undisturbed.slice(before).map(({ interval, stop }) => [interval, stop]),
        );
      }),
    );
  });

  it('judges once more at the interval that a trial reached last, by what is known by then', () => {
    const judge = createPolicyJudge(new BanditPolicy({ slackFactor: 0.5, evaluationInterval: 2 }), 'maximize');
    judge.add('a', [1]);
    expect([judge.judgeAgain('a'), judge.judgeAgain('nobody')]).toEqual([undefined, undefined]);
    expect(judge.add('a', [1, 8])).toMatchObject([{ stop: false }]);
    judge.add('b', [2]);
    expect(judge.judgeAgain('a')).toMatchObject({ stop: true, interval: 2, standing: 1, best: 2 });
  });

  it('refuses a policy that is not right in itself', () => {
    const policy = new MedianStoppingPolicy({ evaluationInterval: 0, validate: false });
    expect(() => createPolicyJudge(policy, 'maximize')).toThrow(
      expect.objectContaining<Partial<HyperDriveConfigError>>({ code: 'invalid-config' }),
    );
  });
});
