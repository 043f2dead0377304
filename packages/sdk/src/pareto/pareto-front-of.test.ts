import { InvalidArgumentError, type Metric } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { open, sweep } from '../__fixtures__/unreadable-sweeps.js';
import { scalarMetric } from '../testing/sweep-fixture.js';
import { paretoFrontOf } from './pareto-front-of.js';

const logged = (accuracy: number, ms: number): Metric[] => [
  scalarMetric('accuracy', [0, accuracy]),
  scalarMetric('ms', [ms]),
];
const compared = sweep({
  children: [
    { metrics: logged(0.9, 12) },
    { metrics: logged(0.8, 15) },
    { metrics: logged(0.7, 3), status: 'Failed' },
    { metrics: [scalarMetric('accuracy', [1])] },
    { metrics: logged(0.9, 12) },
  ],
});
const objectives = [
  { name: 'accuracy', goal: 'maximize' },
  { name: 'ms', goal: 'minimize' },
] as const;

describe('paretoFrontOf', () => {
  it('is the children that no other beats, with their values', async () => {
    const front = await paretoFrontOf(await open(compared).load(), { objectives });
    expect(front.map(({ child, values }) => [child.runId, values])).toEqual([
      ['HD_1_4', [0.9, 12]],
      ['HD_1_0', [0.9, 12]],
      ['HD_1_2', [0.7, 3]],
    ]);
  });

  it('leaves out failed children and those that break a constraint, where that is asked', async () => {
    const run = await open(compared).load();
    const front = await paretoFrontOf(run, {
      objectives,
      includeFailed: false,
      isFeasible: ({ runId }) => runId !== 'HD_1_4',
    });
    expect(front.map(({ child }) => child.runId)).toEqual(['HD_1_0']);
  });

  it.each([[[]], [[{ name: 'accuracy' }]], [[{ name: '', goal: 'minimize' }]], ['accuracy']])(
    'refuses the objectives %j before it asks anything',
    async (wrong) => {
      const { backend, load } = open(compared);
      const run = await load();
      // @ts-expect-error -- wrong on purpose
      await expect(paretoFrontOf(run, { objectives: wrong })).rejects.toThrow(InvalidArgumentError);
      expect(backend.metricsAsked).toEqual([]);
    },
  );
});
