import { compareByGoal } from '@hyperdrive-run/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryChartData } from '../__fixtures__/arbitrary-chart-data.js';
import { makeChartData } from '../__fixtures__/make-chart-data.js';
import { bestSoFarChart } from './best-so-far-chart.js';

describe('bestSoFarChart', () => {
  it('has a best so far that never gets worse, over trials and over time', () => {
    const over = fc.constantFrom('trials' as const, 'time' as const);
    fc.assert(
      fc.property(arbitraryChartData, over, (data, along) => {
        const { table } = bestSoFarChart(data, { over: along });
        const best = table.rows.map((row) => Number(row[3]));
        for (const [index, value] of best.entries()) {
          expect(compareByGoal(data.goal, value, best[index - 1] ?? value)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('says what is best, since when, and what is not drawn', () => {
    const data = makeChartData([0.5, 0.9, Number.POSITIVE_INFINITY, undefined, 0.7]);
    const scene = bestSoFarChart({ ...data, goal: 'minimize' });
    expect(scene.description).toBe(
      'The accuracy of 3 trials (lower is better). The best is 0.5 of trial 0. The last 2 trials did not improve it.',
    );
    expect(scene.notes).toEqual([
      '1 trial has no value (not logged).',
      '1 trial has an infinite value, which is not drawn.',
    ]);
    expect(scene.table).toEqual({
      columns: ['trial', 'number', 'accuracy', 'best so far'],
      rows: [
        ['0', 1, 0.5, 0.5],
        ['1', 2, 0.9, 0.5],
        ['4', 5, 0.7, 0.5],
      ],
    });
  });
});
