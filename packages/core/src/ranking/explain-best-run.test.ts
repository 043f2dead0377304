import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChildSummary } from '../runs/summarize-child.js';
import { type BestRunEvidence, explainBestRun } from './explain-best-run.js';
import { selectBestChild } from './select-best-run.js';

function child(runId: string, given: Partial<ChildSummary> = {}): ChildSummary {
  const value = given.bestPrimaryMetric;
  return {
    runId,
    status: 'Completed',
    hyperparameters: undefined,
    bestPrimaryMetric: undefined,
    origin: undefined,
    missingReason: value === undefined ? 'not-logged' : undefined,
    isTrial: true,
    ...given,
  };
}

function explain(children: readonly ChildSummary[], given: Partial<BestRunEvidence> = {}) {
  return explainBestRun({
    children,
    primaryMetric: { name: 'accuracy', goal: 'maximize' },
    sweepStatus: 'Completed',
    winner: undefined,
    loggedMetricNames: [],
    ...given,
  });
}

describe('explainBestRun', () => {
  it('names the tied children, but not those that may not win', () => {
    const children = [
      child('a', { bestPrimaryMetric: 0.9 }),
      child('b', { bestPrimaryMetric: 0.9 }),
      child('c', { bestPrimaryMetric: 0.9, status: 'Failed' }),
    ];
    const reasons = explain(children, { winner: { runId: 'b', value: 0.9 }, filter: { includeFailed: false } });
    expect(reasons.tied).toEqual(['a']);
    expect(reasons.excluded).toEqual([{ runId: 'c', status: 'Failed', value: 0.9, reason: 'failed' }]);
    expect(reasons.reason).toBeUndefined();
  });

  it('says of a pruned child that it was pruned, whether canceled ones may win or not', () => {
    const children = [
      child('a', { status: 'Canceled', missingReason: 'pruned' }),
      child('b', { bestPrimaryMetric: 1 }),
    ];
    for (const includeCanceled of [true, false]) {
      const { excluded, provisional } = explain(children, {
        filter: { includeCanceled },
        winner: { runId: 'b', value: 1 },
      });
      expect(excluded).toEqual([{ runId: 'a', status: 'Canceled', value: undefined, reason: 'pruned' }]);
      expect(provisional).toBe(false);
    }
  });

  it('says where there is no best because all that logged the metric were pruned', () => {
    const pruned = child('a', { status: 'Canceled', missingReason: 'pruned' });
    expect(explain([pruned]).reason).toEqual({ code: 'all-pruned' });
    expect(explain([pruned, child('b')], { loggedMetricNames: ['accuracy'] }).reason).toEqual({ code: 'all-pruned' });
    expect(explain([pruned, child('b')], { loggedMetricNames: ['loss'] }).reason).toMatchObject({
      code: 'metric-never-logged',
    });
  });

  it('finds nothing tied or better where there is no winner, or nothing to compare it with', () => {
    const winner = { runId: 'x', value: 1 };
    expect(explain([child('a', { bestPrimaryMetric: 1 })])).toMatchObject({ tied: [], better: undefined });
    expect(explain([child('a')], { winner })).toMatchObject({ tied: [], better: undefined });
    expect(explain([], { winner })).toMatchObject({ tied: [], better: undefined });
    const others = [child('a', { bestPrimaryMetric: 0.5 }), child('b', { bestPrimaryMetric: 1 })];
    expect(explain(others, { winner })).toMatchObject({ tied: ['b'], better: undefined });
  });

  it.each(['pruned', 'infeasible'] as const)(
    'says of a child that was %s just that, with or without a value',
    (reason) => {
      const given = { status: 'Canceled', missingReason: reason } as const;
      expect(explain([child('a', given)], { filter: { includeCanceled: false } })).toMatchObject({
        excluded: [{ runId: 'a', reason }],
        reason: { code: 'all-pruned' },
      });
      expect(explain([child('a', { ...given, bestPrimaryMetric: 2 })]).excluded).toEqual([
        { runId: 'a', status: 'Canceled', value: 2, reason },
      ]);
    },
  );

  it('says that none of several may win where one of them has the metric', () => {
    const children = [child('a', { status: 'Canceled', bestPrimaryMetric: 1 }), child('b')];
    expect(explain(children, { filter: { includeCanceled: false } }).reason).toEqual({ code: 'all-excluded' });
  });

  it('takes a child without value and reason for one that did not log the metric', () => {
    const { excluded } = explain([child('a', { missingReason: undefined })]);
    expect(excluded).toEqual([{ runId: 'a', status: 'Completed', value: undefined, reason: 'not-logged' }]);
  });

  it('says of each excluded child why', () => {
    const children = [
      child('a', { status: 'Canceled', bestPrimaryMetric: 1 }),
      child('b'),
      child('c', { missingReason: 'not-a-number' }),
      child('d', { missingReason: 'unreadable' }),
      child('e', { bestPrimaryMetric: 0 }),
    ];
    const { excluded } = explain(children, { filter: { includeCanceled: false }, winner: { runId: 'e', value: 0 } });
    expect(excluded.map(({ runId, reason }) => [runId, reason])).toEqual([
      ['a', 'canceled'],
      ['b', 'not-logged'],
      ['c', 'not-a-number'],
      ['d', 'unreadable'],
    ]);
  });

  it('tells of a child that is better than the recorded winner, without naming another winner', () => {
    const children = [child('a', { bestPrimaryMetric: 0.9 }), child('b', { bestPrimaryMetric: 0.95 })];
    expect(explain(children, { winner: { runId: 'a', value: 0.9 } }).better).toEqual({ runId: 'b', value: 0.95 });
    expect(explain(children, { winner: { runId: 'b', value: 0.95 } }).better).toBeUndefined();
  });

  it.each([
    ['the sweep runs', { sweepStatus: 'Running' }, 'Completed', undefined],
    ['a child runs', {}, 'Running', undefined],
    ['a child cannot be read', {}, 'Completed', 'unreadable' as const],
    ['a resumed sweep was left out', { provisionalBecause: ['resumed-sweep-gone'] as const }, 'Completed', undefined],
  ])('is provisional while %s, and says so', (_, given, status, missingReason) => {
    const children = [child('a', { bestPrimaryMetric: 1 }), child('b', { status, missingReason })];
    const { provisional, provisionalBecause } = explain(children, { winner: { runId: 'a', value: 1 }, ...given });
    expect([provisional, provisionalBecause.length]).toEqual([true, 1]);
  });

  it('is final once everything has ended and was read', () => {
    const children = [child('a', { bestPrimaryMetric: 1 }), child('b', { status: 'Failed' })];
    expect(explain(children, { winner: { runId: 'a', value: 1 } }).provisional).toBe(false);
  });

  it('says why there is no best run', () => {
    const value = { bestPrimaryMetric: 1, status: 'Failed' };
    expect(explain([]).reason).toEqual({ code: 'no-children' });
    expect(explain([child('a', value)], { filter: { includeFailed: false } }).reason).toEqual({ code: 'all-excluded' });
    expect(explain([child('a', { missingReason: 'not-a-number' })]).reason).toEqual({ code: 'not-a-number' });
    expect(explain([child('a', { missingReason: 'unreadable' })]).reason).toEqual({ code: 'unreadable' });
    expect(explain([child('a')], { loggedMetricNames: ['loss', 'Accuracy'] }).reason).toEqual({
      code: 'metric-never-logged',
      closest: 'Accuracy',
    });
  });

  it('gives a reason exactly where there is no winner, and finds nothing better than a scanned one', () => {
    const children = fc.array(
      fc.record({
        bestPrimaryMetric: fc.option(fc.double({ noNaN: true }), { nil: undefined }),
        status: fc.constantFrom('Completed', 'Failed', 'Canceled', 'Running'),
      }),
    );
    fc.assert(
      fc.property(children, fc.boolean(), (items, includeFailed) => {
        const summaries = items.map((item, position) => child(`HD_${position}`, item));
        const best = selectBestChild(summaries, 'maximize', { includeFailed });
        const winner = best && { runId: best.runId, value: best.bestPrimaryMetric };
        const reasons = explain(summaries, { winner, filter: { includeFailed } });
        expect(reasons.reason === undefined).toBe(winner !== undefined);
        expect(reasons.better).toBeUndefined();
      }),
    );
  });
});
