import { describe, expect, it } from 'vitest';
import { garden } from '../../../storage/__fixtures__/garden-scope.js';
import { eachAt, jsonAt } from '../../__fixtures__/json-at.js';
import { startTestService, workspace } from '../../__fixtures__/start-test-service.js';

const api = `/mlflow/v2.0/${workspace}/api/2.0/mlflow`;
const key = { scope: garden, runId: 'r' };

async function open(tags: Readonly<Record<string, string>> = {}) {
  const service = await startTestService();
  service.store.createRun({ ...key, status: 'Running', tags: new Map(Object.entries(tags)) });
  const post = (call: string, fields: object) =>
    service.ask('POST', `${api}/${call}`, { body: JSON.stringify({ run_id: 'r', ...fields }) });
  const get = async (call: string, query: Readonly<Record<string, string>>) =>
    (await service.ask('GET', `${api}/${call}?${new URLSearchParams({ run_id: 'r', ...query })}`)).json;
  const keys = async (kind: 'metrics' | 'params' | 'tags'): Promise<string[]> =>
    eachAt(jsonAt(await get('runs/get', {}), 'run', 'data', kind), 'key').map(String);
  return { ...service, post, get, keys };
}

describe('names that look as if we had escaped them', () => {
  it('are what a client logged, in every answer and for Azure ML’s protocol', async () => {
    const { post, get, keys, store } = await open();
    const batch = ['metrics', 'params', 'tags'].map((kind) => [kind, [{ key: 'a_x003F_b', value: '1', timestamp: 1 }]]);
    expect((await post('runs/log-batch', Object.fromEntries(batch))).status).toBe(200);
    expect(await keys('metrics')).toEqual(['a_x003F_b']);
    expect(await keys('params')).toEqual(['a_x003F_b']);
    expect(await keys('tags')).toContain('a_x003F_b');
    expect(await keys('tags')).not.toContain('hyperdrive.names');
    expect(store.listMetrics(key).map(({ name }) => name)).toEqual(['a_x003F_b']);
    const history = await get('metrics/get-history', { metric_key: 'a_x003F_b' });
    expect(jsonAt(history, 'metrics', 0, 'key')).toBe('a_x003F_b');
    expect((await post('runs/delete-tag', { key: 'a_x003F_b' })).status).toBe(200);
  });

  it('are the names that we escaped on a run that is marked', async () => {
    const { post, get, keys, store } = await open({ 'hyperdrive.names': 'escaped' });
    await post('runs/log-metric', { key: 'a_x003F_b', value: 1, timestamp: 1 });
    expect(store.listMetrics(key).map(({ name }) => name)).toEqual(['a?b']);
    expect(await keys('metrics')).toEqual(['a_x003F_b']);
    expect(jsonAt(await get('metrics/get-history', { metric_key: 'a_x003F_b' }), 'metrics', 0, 'value')).toBe(1);
  });

  it('are answered escaped, and marked, where another library logged what MLflow cannot express', async () => {
    const { keys, store } = await open();
    for (const name of ['a?b', '_x0041_']) {
      const columns = new Map([[name, 'double']]);
      store.appendMetricRows(key, [
        {
          metricId: name,
          name,
          metricType: 'azureml.v1.scalar',
          columns,
          data: new Map([[name, 1]]),
          time: new Date(1),
        },
      ]);
    }
    expect((await keys('metrics')).toSorted()).toEqual(['_x005F_x0041_', 'a_x003F_b']);
    expect(await keys('tags')).toContain('hyperdrive.names');
  });

  it('are a tag of ours behind our prefix, on a run whose other names are not ours', async () => {
    const { post, keys, store } = await open();
    await post('runs/set-tag', { key: 'hyperdrive.tag.a_x003F_b', value: 'c' });
    expect(store.getRun(key)?.tags.get('a?b')).toBe('c');
    expect(await keys('tags')).toContain('hyperdrive.tag.a_x003F_b');
    expect((await post('runs/delete-tag', { key: 'hyperdrive.tag.a_x003F_b' })).status).toBe(200);
    expect(store.getRun(key)?.tags.has('a?b')).toBe(false);
  });

  it('are refused where MLflow takes no such name', async () => {
    const { post } = await open();
    expect((await post('runs/set-tag', { key: 'a?b', value: 'c' })).status).toBe(400);
  });
});
