import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownRunStatuses } from './run-status.js';
import { goalOfTrials, isPruned, type SearchTrial, statusOfTrial, whyRuledOut } from './search-trial.js';

const trial = (outcome: SearchTrial['outcome'], ...goals: SearchTrial['goals']): SearchTrial => ({ outcome, goals });

describe('the status of a run that a search judged', () => {
  it('is Failed for a failed trial and Canceled for a pruned one, whatever the run says', () => {
    for (const status of [...knownRunStatuses, 'Brooding']) {
      expect(statusOfTrial(status, trial('failed'))).toBe('Failed');
      expect(statusOfTrial(status, trial('pruned'))).toBe('Canceled');
    }
  });

  it('is the own status of the run for a completed trial, an unknown outcome and no trial', () => {
    for (const status of [...knownRunStatuses, 'Brooding']) {
      expect(statusOfTrial(status, trial('completed'))).toBe(status);
      expect(statusOfTrial(status, trial(undefined))).toBe(status);
      expect(statusOfTrial(status, undefined)).toBe(status);
    }
  });
});

it('only a pruned trial is pruned', () => {
  expect(
    [undefined, trial('completed'), trial('failed'), trial(undefined)].some((t) => isPruned({ searchTrial: t })),
  ).toBe(false);
  expect(isPruned({ searchTrial: trial('pruned') })).toBe(true);
});

it('a trial is ruled out by its search where that pruned it or its constraints are not met', () => {
  const outcomes = [undefined, 'completed', 'failed', 'pruned', 'infeasible'] as const;
  expect(outcomes.map((outcome) => whyRuledOut({ searchTrial: trial(outcome) }))).toEqual([
    undefined,
    undefined,
    undefined,
    'pruned',
    'infeasible',
  ]);
  expect(whyRuledOut({})).toBeUndefined();
});

describe('the goal that trials name', () => {
  it('is the one that all of them name, and runs of no search do not matter', () => {
    expect(goalOfTrials([{}, { searchTrial: trial('completed', 'maximize') }, {}])).toEqual({
      kind: 'goal',
      goal: 'maximize',
    });
    expect(goalOfTrials([{ searchTrial: trial('pruned', 'minimize', 'minimize') }])).toEqual({
      kind: 'goal',
      goal: 'minimize',
    });
  });

  it('is none where nobody names one, and none where objectives or trials differ', () => {
    expect(goalOfTrials([{}, { searchTrial: trial('completed') }])).toEqual({ kind: 'none' });
    expect(goalOfTrials([{ searchTrial: trial('completed', 'minimize', 'maximize') }])).toEqual({ kind: 'several' });
  });

  it('does not depend on the order of the runs', () => {
    const goal = fc.constantFrom('maximize' as const, 'minimize' as const);
    const run = fc.record({
      searchTrial: fc.option(
        fc.array(goal, { maxLength: 2 }).map((goals) => trial('completed', ...goals)),
        { nil: undefined },
      ),
    });
    fc.assert(
      fc.property(fc.array(run), (runs) => {
        expect(goalOfTrials(runs.toReversed())).toEqual(goalOfTrials(runs));
      }),
    );
  });
});
