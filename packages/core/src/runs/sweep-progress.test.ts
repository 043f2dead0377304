import { describe, expect, it } from 'vitest';
import type { ChildSummary } from './summarize-child.js';
import { measureProgress, type SweepProgressEvidence } from './sweep-progress.js';

function child(runId: string, status: string, bestPrimaryMetric?: number, isTrial = true): ChildSummary {
  const rest = { hyperparameters: undefined, origin: undefined, missingReason: undefined };
  return { runId, status, bestPrimaryMetric, isTrial, ...rest };
}

function measure(children: readonly ChildSummary[], given: Partial<SweepProgressEvidence> = {}) {
  return measureProgress({
    status: 'Running',
    startTime: new Date(1_000),
    endTime: undefined,
    children,
    goal: 'minimize',
    maxTotalRuns: 10,
    now: new Date(21_000),
    ...given,
  });
}

describe('measureProgress', () => {
  it('counts children by status, and no preparation run', () => {
    const progress = measure([
      child('a', 'Running'),
      child('b', 'Completed'),
      child('c', 'Failed'),
      child('d', 'Completed'),
      child('p', 'Completed', undefined, false),
    ]);
    expect([...progress.childrenByStatus]).toEqual([
      ['Running', 1],
      ['Completed', 2],
      ['Failed', 1],
    ]);
    expect(progress.finishedChildren).toBe(3);
  });

  it('is provisional, and says why, until the sweep and all its trials have ended', () => {
    expect(measure([child('a', 'Running')])).toMatchObject({
      provisional: true,
      provisionalBecause: ['sweep-not-ended', 'children-not-ended'],
    });
    expect(measure([child('a', 'Failed')], { status: 'Completed' })).toMatchObject({
      provisional: false,
      provisionalBecause: [],
    });
  });

  it('names the best child so far under the goal, the first of tied ones, also one that still runs', () => {
    const children = [child('a', 'Completed', 2), child('b', 'Running', 0), child('c', 'Completed', 0)];
    expect(measure(children).bestSoFar?.runId).toBe('b');
    expect(measure(children, { goal: 'maximize' }).bestSoFar?.runId).toBe('a');
    expect(measure([child('a', 'Running', Number.NaN)]).bestSoFar).toBeUndefined();
  });

  it('estimates the rest from the pace up to now', () => {
    const done = Array.from({ length: 4 }, (_, position) => child(`${position}`, 'Completed'));
    expect(measure(done)).toMatchObject({ elapsedMs: 20_000, estimatedRestMs: 30_000 });
  });

  it('counts up to what is planned, and to what there is once no more comes or some are tried again', () => {
    const done = Array.from({ length: 4 }, (_, position) => child(`${position}`, 'Completed'));
    expect(measure(done).totalTrials).toBe(10);
    expect(measure(done, { plannedTrials: 8 })).toMatchObject({ totalTrials: 8, estimatedRestMs: 20_000 });
    expect(measure(done, { plannedTrials: 3 })).toMatchObject({ totalTrials: 4, estimatedRestMs: 0 });
    expect(measure(done, { isAllGenerated: true })).toMatchObject({ totalTrials: 4, maxTotalRuns: 10 });
  });

  it('estimates nothing before the first child has ended, and no rest after the end', () => {
    expect(measure([child('a', 'Running')]).estimatedRestMs).toBeUndefined();
    expect(measure([child('a', 'Completed')], { startTime: undefined }).estimatedRestMs).toBeUndefined();
    const ended = measure([child('a', 'Completed')], { status: 'Completed', endTime: new Date(6_000) });
    expect(ended).toMatchObject({ elapsedMs: 5_000, estimatedRestMs: 0 });
  });
});
