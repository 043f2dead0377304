import { bestChildTableName } from '@hyperdrive-run/core/internal';
import { expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { openTemporaryStore } from '../../storage/__fixtures__/open-temporary-store.js';
import { grid } from '../__fixtures__/bench-config.js';
import { createEngineBench, type EngineBench } from '../__fixtures__/engine-bench.js';
import { endTrial } from './end-trial.js';

/** Makes runs below each trial once it runs, as its script would, and logs the primary metric to one of them. */
function nestRuns(bench: EngineBench): void {
  const { store } = bench;
  store.subscribe((change) => {
    if (change.kind !== 'run-updated' || change.run.status !== 'Running' || !/_\d$/.test(change.run.runId)) return;
    const { runId } = change.run;
    const nested = (name: string, parentRunId: string) =>
      store.createRun({ scope: garden, runId: `${runId}-${name}`, parentRunId, status: 'Running' });
    nested('ended', runId);
    store.updateRun(bench.key(`${runId}-ended`), { status: 'Failed', endTime: new Date(5) });
    nested('open', runId);
    nested('deep', `${runId}-open`);
    const data = new Map([['accuracy', 99]]);
    store.appendMetricRows(bench.key(`${runId}-open`), [
      {
        metricId: 'a',
        name: 'accuracy',
        metricType: 'azureml.v1.scalar',
        columns: new Map([['accuracy', 'double']]),
        data,
        time: new Date(1),
      },
    ]);
  });
}

it("ends with a trial what its script left open below it, and counts nothing of it among the sweep's trials", async () => {
  const bench = await createEngineBench();
  nestRuns(bench);
  const { runId, parent, children } = await bench.runToEnd({
    hyperparameterSampling: grid(0, 1),
    trial: { command: 'node log.mjs accuracy=${{search_space.x}}; exit ${{search_space.x}}' },
  });

  const statusOf = (id: string) => bench.store.getRun(bench.key(id))?.status;
  expect(children.map(({ runId: id, status }) => [id, status])).toEqual([
    [`${runId}_0`, 'Completed'],
    [`${runId}_1`, 'Failed'],
  ]);
  expect(['ended', 'open', 'deep'].map((name) => statusOf(`${runId}_0-${name}`))).toEqual([
    'Failed',
    'Completed',
    'Completed',
  ]);
  expect(['ended', 'open', 'deep'].map((name) => statusOf(`${runId}_1-${name}`))).toEqual(Array(3).fill('Failed'));
  expect(bench.store.getRun(bench.key(`${runId}_0-ended`))?.endTime).toEqual(new Date(5));
  const rows = bench.store.readMetricRows(parent, bestChildTableName).map(({ data }) => data);
  expect(rows.at(-1)?.get('metric_value')).toBe(1);
  expect(rows.map((row) => row.get('run_id'))).not.toContain(`${runId}_0-open`);
});

it('stores the end of a trial and of what is below it together', async () => {
  const store = await openTemporaryStore();
  const trial = store.createRun({ scope: garden, runId: 'HD_1_0', status: 'Running' });
  store.createRun({ scope: garden, runId: 'below', parentRunId: 'HD_1_0', status: 'Running' });

  endTrial(store, trial, { status: 'Canceled', cancellationReason: 'asked for' }, new Date(7));
  const below = store.getRun({ scope: garden, runId: 'below' });
  expect([below?.status, below?.endTime, below?.cancellationReason]).toEqual(['Canceled', new Date(7), undefined]);
  expect(store.getRun(trial)).toMatchObject({ status: 'Canceled', cancellationReason: 'asked for' });
});
