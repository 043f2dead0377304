import type { ProvisionalReason } from '@hyperdrive-run/sdk';
import { describe, expect, it } from 'vitest';
import { explainMissingBest } from './explain-missing-best.js';

describe('explainMissingBest', () => {
  const metric = { name: 'accuracy\u001B[2J', goal: 'maximize' } as const;

  it.each([
    [{ code: 'no-children' }, 'the sweep has no children', 'STATUS'],
    [{ code: 'metric-never-logged', closest: 'Accuracy' }, 'no child logged the primary metric', 'mean "Accuracy"?'],
    [{ code: 'metric-never-logged', closest: undefined }, 'no child logged the primary metric', 'loss, epoch'],
    [{ code: 'not-a-number' }, 'never as a number', 'METRICS'],
    [{ code: 'all-excluded' }, 'was left out', '--no-failed'],
    [{ code: 'all-pruned' }, 'was pruned', 'METRICS'],
    [{ code: 'unreadable' }, 'could not be read', 'METRICS'],
  ] as const)('puts %j into words, with what to do', (reason, words, help) => {
    const { what, hint } = explainMissingBest(
      { reason, loggedMetricNames: ['loss', 'epoch'], provisionalBecause: [] },
      metric,
    );
    expect(what).toContain(words);
    expect(hint('METRICS', 'STATUS')).toContain(help);
    expect(what + hint('', '')).not.toMatch(/\p{Cc}/u);
  });

  it('says "yet" of a sweep that goes on', () => {
    const reasons = { reason: { code: 'no-children' }, loggedMetricNames: [] } as const;
    const whatOf = (why: ProvisionalReason): string =>
      explainMissingBest({ ...reasons, provisionalBecause: [why] }, metric).what;
    expect(whatOf('sweep-not-ended')).toBe('There is no best run: the sweep has no children yet.');
    expect(whatOf('resumed-sweep-gone')).toBe('There is no best run: the sweep has no children.');
    expect(whatOf('children-missing')).toBe('There is no best run: none of the children that the sweep had were kept.');
  });
});
