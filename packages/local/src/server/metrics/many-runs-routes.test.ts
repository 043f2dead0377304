import { expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { eachAt, jsonAt } from '../__fixtures__/json-at.js';
import { experiment, startTestService, type TestService, workspace } from '../__fixtures__/start-test-service.js';

async function withChildren(metricRowsPerPage = 5000): Promise<TestService> {
  const service = await startTestService({ limits: { metricRowsPerPage } });
  const { store } = service;
  store.createRun({ scope: garden, runId: 'HD_1' });
  for (const [runId, count] of [
    ['a', 3],
    ['b', 30],
    ['c', 0],
  ] as const) {
    const run = store.createRun({ scope: garden, runId, parentRunId: 'HD_1' });
    const rows = Array.from({ length: count }, (_, step) => ({
      metricId: String(step),
      name: 'loss',
      metricType: 'azureml.v1.scalar',
      columns: new Map([['loss', 'double']]),
      data: new Map([['loss', step / 10]]),
      step,
      time: new Date(step),
    }));
    store.appendMetricRows(run, rows);
  }
  return service;
}

const children = `/local/v1.0/${workspace}/runs/HD_1/children/metrics`;
const leading = `/local/v1.0/${workspace}/runs/HD_1/children/leading`;
const count = `/local/v1.0/${workspace}/runs/HD_1/children/count`;
const columns = `/local/v1.0/${workspace}/metrics`;

it('says of all children, and of those that are asked for, which rows may stand for them', async () => {
  const { ask } = await withChildren();
  const all = await ask('POST', children, { body: '{"name":"loss","goal":"maximize","scope":"best"}' });
  expect(eachAt(jsonAt(all.json, 'value'), 'runId')).toEqual(['a', 'b', 'c']);
  expect(eachAt(jsonAt(all.json, 'value'), 'positions')).toEqual([[2], [29], []]);
  const body = '{"name":"loss","goal":"minimize","scope":"last","runIds":["b"]}';
  const some = await ask('POST', children, { body });
  expect(eachAt(jsonAt(some.json, 'value'), 'positions')).toEqual([[29]]);
});

it.each([
  ['goal takes maximize or minimize', '{"name":"loss","goal":"more","scope":"best"}'],
  ['scope takes best or last', '{"name":"loss","goal":"maximize","scope":"average"}'],
])('refuses what it cannot pick by: %s', async (problem, body) => {
  const { ask } = await withChildren();
  const { status, text } = await ask('POST', children, { body });
  expect(status).toBe(400);
  expect(text).toContain(problem);
});

it('returns what several runs logged column by column, without those for which there is no room or no run', async () => {
  const { ask } = await withChildren(2);
  const { json } = await ask('POST', columns, { body: '{"runIds":["a","b","c","unknown"]}' });
  expect(eachAt(jsonAt(json, 'value'), 'runId')).toEqual(['a', 'c']);
  const metric = jsonAt(json, 'value', 0, 'metrics', 0);
  expect(jsonAt(metric, 'steps')).toEqual([0, 1, 2]);
  expect(jsonAt(metric, 'cells', 'loss')).toEqual([0, 0.1, 0.2]);
  expect(jsonAt(metric, 'times', 2)).toBe('1970-01-01T00:00:00.002Z');
  const named = await ask('POST', columns, { body: '{"runIds":["a"],"names":["accuracy"]}' });
  expect(jsonAt(named.json, 'value', 0, 'metrics')).toEqual([]);
});

it('says which children lead, as they are listed, and how many there are of each status', async () => {
  const { ask, store } = await withChildren();
  store.createRun({ scope: garden, runId: 'd', parentRunId: 'HD_1', hidden: true });
  store.updateRun({ scope: garden, runId: 'a' }, { status: 'Failed' });
  const { json } = await ask('POST', leading, { body: '{"name":"loss","goal":"maximize","top":1}' });
  expect(jsonAt(json, 'isComplete')).toBe(true);
  expect(eachAt(jsonAt(json, 'value'), 'runId')).toEqual(['b', 'a']);
  expect(jsonAt(json, 'value', 0, 'run', 'status')).toBe('NotStarted');
  expect(jsonAt(json, 'value', 1, 'positions')).toEqual([2]);
  expect(eachAt(jsonAt(json, 'statuses'), 'count')).toEqual([1, 2]);
  for (const body of ['{"name":"loss","goal":"more","top":1}', '{"name":"loss","goal":"minimize","top":0}']) {
    expect((await ask('POST', leading, { body })).status).toBe(400);
  }
});

it('counts children, without those that are excepted and hidden, and apart where a tag may say more', async () => {
  const { ask, store } = await withChildren();
  store.createRun({ scope: garden, runId: 'd', parentRunId: 'HD_1', hidden: true });
  store.createRun({ scope: garden, runId: 'e', parentRunId: 'HD_1', tags: new Map([['state', 'PRUNED']]) });
  const counted = await ask('POST', count, { body: '{"except":["a"],"apartWithTag":"state"}' });
  const counts = jsonAt(counted.json, 'value');
  expect([eachAt(counts, 'status'), eachAt(counts, 'count')]).toEqual([['NotStarted'], [2]]);
  expect(jsonAt(counted.json, 'withTag')).toBe(1);
  const body = '{"name":"loss","goal":"maximize","top":1,"apartWithTag":"state"}';
  const { json } = await ask('POST', leading, { body });
  expect([jsonAt(json, 'isComplete'), jsonAt(json, 'value')]).toEqual([false, []]);
});

it('returns what a run logged that is longer than a statement reads, in the order in which it was logged', async () => {
  const { ask, store } = await withChildren();
  const run = store.createRun({ scope: garden, runId: 'long' });
  const rows = Array.from({ length: 4500 }, (_, step) => ({
    metricId: String(step),
    name: 'loss',
    metricType: 'azureml.v1.scalar',
    columns: new Map([['loss', 'double']]),
    data: new Map(step % 2 === 0 ? [['loss', step / 7]] : [['rest', step]]),
    step,
    time: new Date(step),
  }));
  store.appendMetricRows(run, rows);
  const { json } = await ask('POST', columns, { body: '{"runIds":["a","long"]}' });
  expect(eachAt(jsonAt(json, 'value'), 'runId')).toEqual(['a', 'long']);
  const metric = jsonAt(json, 'value', 1, 'metrics', 0);
  expect(jsonAt(metric, 'steps')).toEqual(rows.map(({ step }) => step));
  expect(jsonAt(metric, 'cells', 'loss')).toEqual(rows.map(({ data }) => data.get('loss') ?? null));
  expect(jsonAt(metric, 'cells', 'rest')).toEqual(rows.map(({ data }) => data.get('rest') ?? null));
});

it('offers its calls where a run is read, and where runs are listed', async () => {
  const { ask } = await withChildren();
  const offers = ['child-counts', 'child-metrics', 'leading-children', 'run-columns'];
  for (const path of ['HD_1', 'HD_1/children']) {
    const { json } = await ask('GET', `/history/v1.0/${experiment}/runs/${path}`);
    expect(jsonAt(json, 'offers')).toEqual(offers);
  }
});
