import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { openTemporaryStore } from '../../storage/__fixtures__/open-temporary-store.js';
import { warnOfMetricBelow } from './warn-of-metric-below.js';

const trial = { scope: garden, runId: 'HD_1_0' };

async function storeWith(loggedBy: string) {
  const store = await openTemporaryStore();
  store.createRun({ ...trial, status: 'Completed' });
  store.createRun({ scope: garden, runId: 'inner', parentRunId: 'HD_1_0', status: 'Completed' });
  store.appendMetricRows({ scope: garden, runId: loggedBy }, [
    {
      metricId: 'a',
      name: 'loss',
      metricType: 'azureml.v1.scalar',
      columns: new Map([['loss', 'double']]),
      data: new Map([['loss', 1]]),
      time: new Date(1),
    },
  ]);
  return store;
}

describe('a trial without the primary metric', () => {
  it('has a warning that names the run below it that logged the metric', async () => {
    const store = await storeWith('inner');
    expect(warnOfMetricBelow(store, trial, 'loss')).toContain('run inner below it');
    expect(store.getRun(trial)?.warnings).toEqual([expect.stringContaining('MLFLOW_RUN_ID')]);
  });

  it.each([
    ['logged it itself', 'HD_1_0', 'loss'],
    ['has nothing below that did', 'inner', 'accuracy'],
  ])('has none where it %s', async (_, loggedBy, metric) => {
    const store = await storeWith(loggedBy);
    expect(warnOfMetricBelow(store, trial, metric)).toBeUndefined();
    expect(store.getRun(trial)?.warnings).toEqual([]);
  });
});
