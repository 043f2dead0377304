import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { eachAt, jsonAt } from '../__fixtures__/json-at.js';
import { experiment, startTestService, type TestService, workspace } from '../__fixtures__/start-test-service.js';

async function withRun(limits: { metricRowsPerPage?: number; metricNamesPerPage?: number } = {}): Promise<TestService> {
  const service = await startTestService({ limits });
  service.store.createRun({ scope: garden, runId: 'HD_1_0' });
  return service;
}

const run = `/metric/v2.0/${workspace}/runs/HD_1_0`;
const value = (metricId: string, name: string, cell: string, type = 'double'): string =>
  `{"name": "${name}", "columns": {"${name}": "${type}"}, "properties": {"uxMetricType": "azureml.v1.scalar"},
    "value": [{"metricId": "${metricId}", "createdUtc": "2026-01-01T00:00:00.000000Z", "data": {"${name}": ${cell}}}]}`;
const batch = (...values: string[]): string => `{"values": [${values.join(',')}], "reportErrors": true}`;

describe('logged metrics', () => {
  it('are read back in order, with what JSON cannot say as text, and every digit', async () => {
    const { ask } = await withRun();
    const cells = ['0.5', 'NaN', 'Infinity', '-Infinity', '9007199254740993', '-0.0', '"text"', 'true'];
    const body = batch(...cells.map((cell, n) => value(String(n), 'loss', cell)));
    const logged = await ask('POST', `${run}/batch`, { body });
    expect(logged.status).toBe(200);
    const { json, text } = await ask('POST', `${run}/full`, { body: '{"metricName": "loss"}' });
    expect(eachAt(jsonAt(json, 'value'), 'data', 'loss')).toEqual([
      0.5,
      'NaN',
      'Infinity',
      '-Infinity',
      9007199254740993n,
      -0,
      'text',
      true,
    ]);
    expect(text).toContain('9007199254740993');
    expect(jsonAt(json, 'columns')).toEqual(new Map([['loss', 'double']]));
    expect(jsonAt(json, 'properties', 'uxMetricType')).toBe('azureml.v1.scalar');
    expect(jsonAt(json, 'dataContainerId')).toBe('dcid.HD_1_0');
  });

  it('that are delivered again add nothing', async () => {
    const { ask } = await withRun();
    for (let delivery = 0; delivery < 3; delivery += 1) {
      await ask('POST', `${run}/batch`, { body: batch(value('same', 'loss', '1')) });
    }
    const { json } = await ask('POST', `${run}/full`, { body: '{"metricName": "loss"}' });
    expect(jsonAt(json, 'value')).toHaveLength(1);
  });

  it('come in pages', async () => {
    const { ask } = await withRun({ metricRowsPerPage: 2, metricNamesPerPage: 1 });
    const body = batch(...[0, 1, 2, 3, 4].map((n) => value(String(n), 'loss', String(n))), value('x', 'note', '"a"'));
    await ask('POST', `${run}/batch`, { body });
    const pages: unknown[] = [];
    let continuationToken: string | undefined;
    do {
      const { json } = await ask('POST', `${run}/full`, {
        body: JSON.stringify({ metricName: 'loss', continuationToken }),
      });
      pages.push(eachAt(jsonAt(json, 'value'), 'metricId'));
      const token = jsonAt(json, 'continuationToken');
      continuationToken = typeof token === 'string' ? token : undefined;
    } while (continuationToken !== undefined);
    expect(pages).toEqual([['0', '1'], ['2', '3'], ['4']]);
    const first = await ask('POST', `${run}/list`, { body: '{}' });
    const second = await ask('POST', `${run}/list`, {
      body: JSON.stringify({ continuationToken: jsonAt(first.json, 'continuationToken') }),
    });
    expect([first, second].map(({ json }) => eachAt(jsonAt(json, 'value'), 'metricKey', 'name'))).toEqual([
      ['loss'],
      ['note'],
    ]);
    expect(jsonAt(second.json, 'continuationToken')).toBeNull();
  });

  it('can be sent with the least that a script in any language has to say', async () => {
    const now = new Date('2026-02-03T04:05:06.000Z');
    const { store, ask } = await startTestService({ now: () => now });
    store.createRun({ scope: garden, runId: 'HD_1_0' });
    const body =
      '{"values": [{"name": "loss", "value": [{"data": {"loss": 0.5}}]}, {"name": "t", "value": [{"data": {"a": 1}}]}]}';
    expect((await ask('POST', `${run}/batch`, { body })).status).toBe(200);
    const { json } = await ask('POST', `${run}/full`, { body: '{"metricName": "loss"}' });
    expect(jsonAt(json, 'columns', 'loss')).toBe('double');
    expect(jsonAt(json, 'value', 0, 'createdUtc')).toBe(now.toISOString());
    expect(jsonAt(json, 'properties', 'uxMetricType')).toBe('azureml.v1.scalar');
    const table = await ask('POST', `${run}/full`, { body: '{"metricName": "t"}' });
    expect(jsonAt(table.json, 'properties', 'uxMetricType')).toBe('azureml.v1.table');
  });

  it('have every column in every row, which the Python client needs', async () => {
    const { ask } = await withRun();
    const body = '{"values": [{"name": "t", "value": [{"data": {"a": 1}}, {"data": {"b": 2}}]}]}';
    await ask('POST', `${run}/batch`, { body });
    const { json } = await ask('POST', `${run}/full`, { body: '{"metricName": "t"}' });
    expect(eachAt(jsonAt(json, 'value'), 'data', 'b')).toEqual([null, 2]);
    expect(eachAt(jsonAt(json, 'value'), 'data', 'a')).toEqual([1, null]);
  });

  it('that were never logged are a 404', async () => {
    const { ask } = await withRun();
    const { status, json } = await ask('POST', `${run}/full`, { body: '{"metricName": "loss"}' });
    expect(status).toBe(404);
    expect(jsonAt(json, 'error', 'message')).toContain('never logged');
    expect(jsonAt((await ask('POST', `${run}/list`, { body: '{}' })).json, 'value')).toEqual([]);
  });

  it('of a run that is not there are a 404', async () => {
    const { ask } = await startTestService();
    for (const [call, body] of [
      ['batch', batch()],
      ['list', '{}'],
      ['full', '{"metricName": "a"}'],
    ] as const) {
      expect((await ask('POST', `${run}/${call}`, { body })).status).toBe(404);
    }
  });

  it.each([
    ['batch', '{"values": "x"}'],
    ['batch', '{}'],
    ['batch', '{"values": ['],
    ['batch', '{"values": [{"name": "", "value": [{"data": {}}]}]}'],
    ['batch', '{"values": [{"value": [{"data": {}}]}]}'],
    ['batch', '{"values": [{"name": "a", "value": [{}]}]}'],
    ['batch', '{"values": [{"name": "a", "value": [{"data": {"a": 1}}, {"data": {"a": 1}, "createdUtc": "soon"}]}]}'],
    ['full', '{}'],
    ['full', '{"metricName": "a", "continuationToken": "x"}'],
    ['list', '[]'],
    ['list', '{"continuationToken": "-1"}'],
  ])('refuse the %s %s, and keep nothing of it', async (call, body) => {
    const { store, ask } = await withRun();
    await ask('POST', `${run}/batch`, { body: batch(value('0', 'a', '1')) });
    const { status, json } = await ask('POST', `${run}/${call}`, { body });
    expect(status).toBe(400);
    expect(jsonAt(json, 'error', 'details')).toEqual([]);
    expect(store.readMetricRows({ scope: garden, runId: 'HD_1_0' }, 'a')).toHaveLength(1);
  });
});

describe('metrics:query', () => {
  const query = `/history/v1.0/${experiment}/metrics:query`;
  const headers = { 'content-type': 'application/json-patch+json' };

  async function withTwoRuns(metricRowsPerPage = 5000): Promise<TestService> {
    const service = await withRun({ metricRowsPerPage });
    service.store.createRun({ scope: garden, runId: 'HD_1_1' });
    for (const id of ['HD_1_0', 'HD_1_1']) {
      const body = batch(value('0', 'loss', '1'), value('1', 'note', '"a"', 'string'), value('2', 'loss', '2'));
      await service.ask('POST', `/metric/v2.0/${workspace}/runs/${id}/batch`, { body });
    }
    return service;
  }

  it('answers the values of many runs, and binds and tighter than or as the SDK does not expect', async () => {
    const { ask } = await withTwoRuns();
    const filter = '(RunId eq HD_1_0 or RunId eq HD_1_1 and name eq note)';
    const { json } = await ask('POST', query, { body: JSON.stringify({ filter }), headers });
    expect(eachAt(jsonAt(json, 'value'), 'runId')).toEqual(['HD_1_0', 'HD_1_0', 'HD_1_0', 'HD_1_1']);
    expect(eachAt(jsonAt(json, 'value'), 'name')).toEqual(['loss', 'loss', 'note', 'note']);
    expect(eachAt(jsonAt(json, 'value'), 'cells', 0, 'loss').slice(0, 2)).toEqual([1, 2]);
    expect(jsonAt(json, 'value', 3, 'schema', 'properties', 0, 'type')).toBe('string');
  });

  it('comes in pages of any size', async () => {
    const { ask } = await withTwoRuns(2);
    const ids: unknown[] = [];
    let continuationToken: string | undefined;
    do {
      const body = JSON.stringify({ filter: '(RunId eq HD_1_0 or RunId eq HD_1_1)', top: 5, continuationToken });
      const { json } = await ask('POST', query, { body, headers });
      ids.push(eachAt(jsonAt(json, 'value'), 'metricId'));
      const token = jsonAt(json, 'continuationToken');
      continuationToken = typeof token === 'string' ? token : undefined;
    } while (continuationToken !== undefined);
    expect(ids).toEqual([
      ['0', '2'],
      ['1', '0'],
      ['2', '1'],
    ]);
  });

  it.each([
    '{}',
    '{"filter": "Name eq a"}',
    '{"filter": "RunId eq a and Status eq b"}',
    '{"filter": "RunId eq a", "top": 0}',
  ])('refuses %s', async (body) => {
    const { store, ask } = await withTwoRuns();
    store.createRun({ scope: garden, runId: 'a' });
    store.appendMetricRows({ scope: garden, runId: 'a' }, [
      { metricId: '1', name: 'm', metricType: 't', columns: new Map(), data: new Map(), time: new Date() },
    ]);
    expect((await ask('POST', query, { body, headers })).status).toBe(400);
  });
});
