import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BanditPolicy } from '../config/model/early-termination.js';
import { goals, policies, sweeps } from './__fixtures__/arbitrary-sweep.js';
import { createPolicyJudge } from './policy-judge.js';
import { replayDecisions, type TimedTrial } from './replay-decisions.js';

const at = (...seconds: (number | undefined)[]) =>
  seconds.map((second) => (second === undefined ? undefined : new Date(second * 1000)));

describe('a replay', () => {
  it('comes to the decisions that were made, where the times tell the order', () => {
    fc.assert(
      fc.property(policies, goals, sweeps, (policy, goal, events) => {
        const judge = createPolicyJudge(policy, goal);
        const ended = new Set<string>();
        const trials = new Map<string, { runId: string; values: number[]; times: Date[]; endTime?: Date }>();
        const made = new Map<string, unknown[]>();
        for (const [second, event] of events.entries()) {
          // Of a trial that has ended nothing arrives any more.
          if (ended.has(event.runId)) continue;
          const { runId } = event;
          const trial = trials.get(runId) ?? { runId, values: [], times: [] };
          trials.set(runId, trial);
          if (event.kind === 'end') {
            judge.end(runId);
            ended.add(runId);
            trial.endTime = new Date(second * 1000);
            continue;
          }
          trial.values.push(...event.values);
          trial.times.push(...event.values.map(() => new Date(second * 1000)));
          made.set(runId, [
            ...(made.get(runId) ?? []),
            ...judge.add(runId, event.values).map(({ interval, stop }) => [interval, stop]),
          ]);
        }
        for (const runId of trials.keys()) {
          const replayed = replayDecisions(policy, goal, [...trials.values()], runId);
          expect(replayed.map(({ interval, stop }) => [interval, stop])).toEqual(made.get(runId) ?? []);
        }
      }),
    );
  });

  const policy = new BanditPolicy({ slackFactor: 0 });

  it('keeps the order of one trial, whatever its clock says, and takes a missing time for the one before', () => {
    const trials: TimedTrial[] = [
      { runId: 'a', values: [1, 2, 3], times: at(10, 5, undefined) },
      { runId: 'b', values: [0, 9], times: at(7, 11) },
    ];
    // All three of `a` count as logged at 10 s: before the 9, and after the 0.
    expect(
      replayDecisions(policy, 'maximize', trials, 'a').map(({ stop, comparedTrials }) => [stop, comparedTrials]),
    ).toEqual([
      [false, 2],
      [false, 2],
      [false, 2],
    ]);
    expect(replayDecisions(policy, 'maximize', trials, 'b').map(({ stop }) => stop)).toEqual([false, false]);
  });

  it('leaves out a trial that had ended by then, only where the policy does', () => {
    const trials: TimedTrial[] = [
      { runId: 'a', values: [9], times: at(1), endTime: new Date(2000) },
      { runId: 'b', values: [1, 1], times: at(2, 3) },
    ];
    const excluding = new BanditPolicy({ slackFactor: 0, excludeFinishedJobs: true });
    expect(replayDecisions(policy, 'maximize', trials, 'b').map(({ stop }) => stop)).toEqual([true, true]);
    expect(replayDecisions(excluding, 'maximize', trials, 'b').map(({ stop }) => stop)).toEqual([true, false]);
  });
});
