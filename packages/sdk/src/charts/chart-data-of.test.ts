import { InvalidArgumentError, UnreadableMetricsError } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { open, sweep } from '../__fixtures__/unreadable-sweeps.js';
import { scalarMetric } from '../testing/sweep-fixture.js';
import { chartDataOf } from './chart-data-of.js';

const two = sweep({
  children: [
    { metrics: [scalarMetric('accuracy', [0.5]), scalarMetric('loss', [2])], hyperparameters: new Map([['lr', 0.1]]) },
    { status: 'Failed' },
  ],
});

describe('chartDataOf', () => {
  it('reads the children with their times, hyperparameters and the primary metric', async () => {
    const data = await chartDataOf(await open(two).load());
    expect(data).toMatchObject({ metric: 'accuracy', goal: 'maximize', scope: 'best' });
    const [failed, logged] = data.trials;
    expect(failed).toMatchObject({ runId: 'HD_1_1', status: 'Failed' });
    expect(failed?.metrics?.size).toBe(0);
    expect(logged).toMatchObject({ runId: 'HD_1_0', parentRunId: 'HD_1', hyperparameters: new Map([['lr', 0.1]]) });
    expect([...(logged?.metrics?.keys() ?? [])]).toEqual(['accuracy']);
    expect(logged?.startTime).toBeInstanceOf(Date);
  });

  it('reads another metric by the goal that it is given, without the policy that judges by the primary one', async () => {
    const data = await chartDataOf(await open(two).load(), { metric: 'loss', goal: 'minimize', scope: 'last' });
    expect(data).toMatchObject({ metric: 'loss', goal: 'minimize', scope: 'last', policy: undefined });
    expect(data.trials.map(({ metrics }) => metrics?.get('loss')?.kind)).toEqual([undefined, 'scalar']);
  });

  it('does not guess the goal of another metric', async () => {
    const run = await open(two).load();
    await expect(chartDataOf(run, { metric: 'loss' })).rejects.toThrow(
      "goal is undefined, but takes 'maximize' or 'minimize' for another metric than accuracy",
    );
  });

  it('rejects where a child cannot be read, unless a report is asked for', async () => {
    const { backend, load } = open(two);
    backend.unreadable.add('HD_1_0');
    const run = await load();
    await expect(chartDataOf(run)).rejects.toThrow(UnreadableMetricsError);
    const { trials } = await chartDataOf(run, { onUnreadable: 'report' });
    expect(trials.map(({ metrics }) => metrics === undefined)).toEqual([false, true]);
  });

  it.each([{ scope: 'worst' }, { goal: 'up' }, { metric: '' }, { signal: 7 }])(
    'refuses the options %j before it asks anything',
    async (options) => {
      const run = await open(two).load();
      // @ts-expect-error -- wrong on purpose
      await expect(chartDataOf(run, options)).rejects.toThrow(InvalidArgumentError);
    },
  );
});
