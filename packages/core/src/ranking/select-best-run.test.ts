import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PrimaryMetricGoal } from './primary-metric.js';
import { isEligible, selectBestChild } from './select-best-run.js';
import { sortChildren } from './sort-children.js';

const goals = fc.constantFrom<PrimaryMetricGoal>('maximize', 'minimize');
const lists = fc
  .array(
    fc.record({
      bestPrimaryMetric: fc.oneof(fc.constantFrom(0, -0, 1, Number.NaN, undefined), fc.double()),
      status: fc.constantFrom('Completed', 'Failed', 'Canceled', 'Running', 'SomethingNew'),
    }),
  )
  .map((items) => items.map((item, position) => ({ ...item, runId: `HD_${position}` })));

describe('selectBestChild', () => {
  it('is the first of the sorted children that may win', () => {
    fc.assert(
      fc.property(lists, goals, fc.boolean(), fc.boolean(), (children, goal, includeFailed, includeCanceled) => {
        const filter = { includeFailed, includeCanceled };
        const eligible = children.filter((child) => isEligible(child.status, filter));
        const [first] = sortChildren(eligible, goal, { discardNoMetric: true });
        expect(selectBestChild(children, goal, filter)).toBe(first);
      }),
    );
  });

  it('never returns NaN', () => {
    fc.assert(
      fc.property(lists, goals, (children, goal) => {
        expect(selectBestChild(children, goal)?.bestPrimaryMetric).not.toBeNaN();
      }),
    );
  });

  it('takes a best of 0 for a best', () => {
    const zero = { status: 'Completed', bestPrimaryMetric: 0 };
    expect(selectBestChild([zero, { status: 'Completed', bestPrimaryMetric: 1 }], 'minimize')).toBe(zero);
  });

  it('gives a tie to the child that was listed first', () => {
    const first = { status: 'Completed', bestPrimaryMetric: -0 };
    expect(selectBestChild([first, { status: 'Completed', bestPrimaryMetric: 0 }], 'maximize')).toBe(first);
  });

  it('counts failed and canceled children unless asked otherwise', () => {
    expect(isEligible('Failed')).toBe(true);
    expect(isEligible('Canceled')).toBe(true);
    expect(isEligible('Failed', { includeFailed: false })).toBe(false);
    expect(isEligible('Canceled', { includeFailed: false })).toBe(true);
    expect(isEligible('Canceled', { includeCanceled: false })).toBe(false);
    expect(isEligible('CancelRequested', { includeCanceled: false })).toBe(true);
  });

  it('refuses a flag that is no boolean', () => {
    const filter: object = { includeFailed: 'no' };
    expect(() => isEligible('Completed', filter)).toThrow('includeFailed is "no", but takes true or false');
  });
});
