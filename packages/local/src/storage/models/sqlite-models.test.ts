import { join } from 'node:path';
import { writeJson } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { garden } from '../__fixtures__/garden-scope.js';
import { openTemporaryStore } from '../__fixtures__/open-temporary-store.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { openSqliteDatabase } from '../database/sqlite-database.js';
import { runsAndMetrics } from '../migrations/0001-runs-and-metrics.js';
import type { RunKey } from '../run-key.js';
import { openRunStore } from '../sqlite-run-store.js';

const key = (runId: string): RunKey => ({ scope: garden, runId });

describe('logged models', () => {
  it('are kept with their metrics, each metric once, and go with their run', async () => {
    const store = await openTemporaryStore();
    store.createRun({ ...key('a'), scope: garden });
    store.createRun({ ...key('b'), scope: garden });
    const model = { modelId: 'm-1', scope: garden, runId: 'a', record: new Map([['name', 'rose']]) };
    store.models.save(model);
    store.models.save({ ...model, record: new Map([['name', 'tulip']]) });
    store.models.save({ modelId: 'm-2', scope: garden, runId: undefined, record: new Map() });
    const metrics = [{ identity: '1', record: new Map([['value', 0.5]]) }];
    store.models.addMetrics(model, key('a'), metrics);
    store.models.addMetrics(model, key('a'), metrics);
    store.models.addMetrics(model, key('b'), metrics);
    store.models.addLinks(key('a'), 'dataset', [...metrics, ...metrics]);

    expect(store.models.get(garden, 'm-1')).toEqual({ ...model, record: new Map([['name', 'tulip']]) });
    expect(store.models.get({ ...garden, workspaceName: 'other' }, 'm-1')).toBeUndefined();
    expect(store.models.ofExperiment(garden).map(({ modelId }) => modelId)).toEqual(['m-1', 'm-2']);
    expect(store.models.ofRun(key('b'))).toEqual([]);
    expect(store.models.metricsOf(model)).toHaveLength(2);
    expect(store.models.linksOf(key('a'))).toEqual(new Map([['dataset', [new Map([['value', 0.5]])]]]));
    store.deleteRuns([key('b')]);
    expect(store.models.metricsOf(model)).toHaveLength(1);
    store.deleteRuns([key('a')]);
    expect(store.models.ofExperiment(garden).map(({ modelId }) => modelId)).toEqual(['m-2']);
  });

  it('that an older version kept as properties of their runs become models', async () => {
    const file = join(await temporaryFolder(), 'runs.db');
    const old = openSqliteDatabase(file);
    old.execute(`${runsAndMetrics}; PRAGMA application_id = 1212437110; PRAGMA user_version = 1`);
    const { subscriptionId, resourceGroup, workspaceName, experimentName } = garden;
    old.run('INSERT INTO workspaces VALUES (1, ?, ?, ?)', subscriptionId, resourceGroup, workspaceName);
    old.run(
      `INSERT INTO runs (workspace, experiment_name, run_id, root_run_id, status, number, hidden, created_time, warnings)
        VALUES (1, ?, 'a', 'a', 'Completed', 1, 0, 7, '[]')`,
      experimentName,
    );
    const record = new Map([['name', 'rose']]);
    old.run(`INSERT INTO run_properties VALUES (1, 'mlflow.model.m-1', ?), (1, 'kept', 'yes')`, writeJson(record));
    old.close();

    const store = openRunStore({ file });
    expect(store.models.ofRun(key('a'))).toEqual([{ modelId: 'm-1', scope: garden, runId: 'a', record }]);
    expect(store.getRun(key('a'))?.properties).toEqual(new Map([['kept', 'yes']]));
    expect(store.experiments.list(garden)).toEqual([{ scope: garden, createdTime: new Date(7), tags: new Map() }]);
    store.close();
  });
});

describe('experiments', () => {
  it('exist with their first run and until their last one, or for good where somebody made them', async () => {
    const store = await openTemporaryStore();
    const made = { ...garden, experimentName: 'made' };
    store.experiments.make(made, new Map([['a', '1']]));
    store.experiments.make(made, new Map());
    store.createRun({ ...key('a'), scope: garden });
    store.experiments.setTags(made, new Map([['b', '2']]));
    const names = () => store.experiments.list(garden).map(({ scope }) => scope.experimentName);

    expect(names()).toEqual(['made', garden.experimentName]);
    expect(store.experiments.get(made)?.tags).toEqual(new Map([['b', '2']]));
    store.deleteRuns([key('a')]);
    expect(names()).toEqual(['made']);
    expect(store.experiments.get(garden)).toBeUndefined();
  });
});
