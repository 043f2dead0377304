import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ChartTrial } from './chart-data.js';
import { slotTrials } from './trial-slots.js';

const arbitraryTrials = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.option(fc.integer({ min: 0, max: 20 }))), { maxLength: 40 })
  .map((spans) =>
    spans.map(
      ([start, length], number): ChartTrial => ({
        runId: `HD_1_${number}`,
        status: length === null ? 'Running' : 'Completed',
        startTime: new Date(start),
        endTime: length === null ? undefined : new Date(start + length),
      }),
    ),
  );

it('has no two trials in one slot at a time, and no more slots than trials at a time', () => {
  fc.assert(
    fc.property(arbitraryTrials, (trials) => {
      const slotted = slotTrials(trials, 100);
      expect(slotted).toHaveLength(trials.length);
      for (const one of slotted) {
        for (const other of slotted) {
          if (one === other || one.slot !== other.slot) continue;
          expect(one.end <= other.start || other.end <= one.start).toBe(true);
        }
      }
      const slots = new Set(slotted.map(({ slot }) => slot)).size;
      const most = Math.max(
        0,
        ...slotted.map(({ start }) => slotted.filter((x) => x.start <= start && x.end > start).length),
      );
      // A trial that took no time is in a slot and runs at no time.
      const instants = slotted.filter(({ start, end }) => start === end).length;
      expect(slots).toBeLessThanOrEqual(most + instants);
    }),
  );
});

it('leaves out what has not begun, and what ended nobody knows when', () => {
  const start = new Date(5);
  const slotted = slotTrials(
    [
      { runId: 'a', status: 'Queued' },
      { runId: 'b', status: 'Completed', startTime: start },
      { runId: 'c', status: 'Running', startTime: start },
    ],
    9,
  );
  expect(slotted.map(({ trial, end }) => [trial.runId, end])).toEqual([['c', 9]]);
});
