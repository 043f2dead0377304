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
const columns = `/local/v1.0/${workspace}/metrics`;

it('says of all children, and of those that are asked for, which rows may stand for them', async () => {
  const { ask } = await withChildren();
  const all = await ask('POST', children, { body: '{"name":"loss","goal":"maximize","scope":"best"}' });
  expect(eachAt(jsonAt(all.json, 'value'), 'runId')).toEqual(['a', 'b', 'c']);
  expect(eachAt(jsonAt(all.json, 'value'), 'positions')).toEqual([[0, 2], [0, 29], []]);
  const body = '{"name":"loss","goal":"minimize","scope":"last","runIds":["b"]}';
  const some = await ask('POST', children, { body });
  expect(eachAt(jsonAt(some.json, 'value'), 'positions')).toEqual([[0, 29]]);
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

it('offers both calls where runs are listed', async () => {
  const { ask } = await withChildren();
  const { json } = await ask('GET', `/history/v1.0/${experiment}/runs/HD_1/children`);
  expect(jsonAt(json, 'offers')).toEqual(['child-metrics', 'run-columns']);
});
