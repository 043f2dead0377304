import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import { eachAt, jsonAt, textAt } from '../__fixtures__/json-at.js';
import { experiment, startTestService, type TestService, workspace } from '../__fixtures__/start-test-service.js';

async function withChildren(count: number, runsPerPage = 500): Promise<TestService> {
  const service = await startTestService({ limits: { runsPerPage } });
  service.store.createRun({ scope: garden, runId: 'HD_1' });
  for (let n = 0; n < count; n += 1) {
    service.store.createRun({
      scope: garden,
      runId: `HD_1_${n}`,
      parentRunId: 'HD_1',
      startTime: new Date(1000 * n),
      status: n % 2 === 0 ? 'Completed' : 'Failed',
      hidden: n === 1,
    });
  }
  return service;
}

const children = `/history/v1.0/${experiment}/runs/HD_1/children`;
const newestFirst = '?$orderby=StartTimeUtc%20desc&$top=500';

describe('children', () => {
  it('are listed the last started first, hidden ones too', async () => {
    const { ask } = await withChildren(4);
    const { json } = await ask('GET', children + newestFirst);
    expect(eachAt(jsonAt(json, 'value'), 'runId')).toEqual(['HD_1_3', 'HD_1_2', 'HD_1_1', 'HD_1_0']);
    expect(jsonAt(json, 'continuationToken')).toBeNull();
    expect(jsonAt(json, 'nextLink')).toBeNull();
  });

  it('come in pages, by token and by link', async () => {
    const { address, ask } = await withChildren(5, 2);
    const first = await ask('GET', children + newestFirst);
    const token = encodeURIComponent(textAt(first.json, 'continuationToken'));
    const second = await ask('GET', `${children}${newestFirst}&$continuationToken=${token}`);
    const link = textAt(second.json, 'nextLink');
    const third = await ask('GET', link.slice(address.length));
    const ids = [first, second, third].map(({ json }) => eachAt(jsonAt(json, 'value'), 'runId'));
    expect(ids).toEqual([['HD_1_4', 'HD_1_3'], ['HD_1_2', 'HD_1_1'], ['HD_1_0']]);
    expect(jsonAt(third.json, 'continuationToken')).toBeNull();
  });

  it('can be filtered', async () => {
    const { ask } = await withChildren(4);
    const { json } = await ask('GET', `${children}?$filter=${encodeURIComponent('(Status eq Failed)')}`);
    expect(eachAt(jsonAt(json, 'value'), 'runId')).toEqual(['HD_1_3', 'HD_1_1']);
  });

  it('take the direction apart from the field too', async () => {
    const { ask } = await withChildren(2);
    const { json } = await ask('GET', `${children}?$orderby=StartTimeUtc&$sortorder=asc`);
    expect(eachAt(jsonAt(json, 'value'), 'runId')).toEqual(['HD_1_0', 'HD_1_1']);
  });

  it.each([
    '$top=0',
    '$top=-1',
    '$top=many',
    '$orderby=Colour%20desc',
    '$filter=Colour%20eq%20red',
    '$filter=(',
    '$continuationToken=nonsense',
    '$continuationToken=',
  ])('with %s are refused with 400', async (query) => {
    const { ask } = await withChildren(1);
    const { status, json } = await ask('GET', `${children}?${query}`);
    expect(status).toBe(400);
    expect(jsonAt(json, 'error', 'details')).toEqual([]);
  });
});

describe('runs:query', () => {
  it('finds the descendants of a run, as the Python client asks for them', async () => {
    const { store, ask } = await withChildren(2);
    store.createRun({ scope: garden, runId: 'fold', parentRunId: 'HD_1_0' });
    store.createRun({ scope: garden, runId: 'HD_2' });
    const body = JSON.stringify({ filter: '(RootRunId eq HD_1 and RunId ne HD_1)' });
    const { json } = await ask('POST', `/history/v1.0/${experiment}/runs:query`, { body });
    expect(eachAt(jsonAt(json, 'value'), 'runId')).toEqual(['fold', 'HD_1_1', 'HD_1_0']);
  });

  it.each(['orderby', 'orderBy'])('orders and pages by the body, with %s', async (name) => {
    const { ask } = await withChildren(3);
    const path = `/history/v1.0/${experiment}/runs:query`;
    const first = await ask('POST', path, { body: JSON.stringify({ [name]: 'CreatedUtc asc', top: 3 }) });
    expect(eachAt(jsonAt(first.json, 'value'), 'runId')).toEqual(['HD_1', 'HD_1_0', 'HD_1_1']);
    const continuationToken = textAt(first.json, 'continuationToken');
    const body = JSON.stringify({ [name]: 'CreatedUtc asc', top: 3, continuationToken });
    const second = await ask('POST', path, { body });
    expect(eachAt(jsonAt(second.json, 'value'), 'runId')).toEqual(['HD_1_2']);
  });

  it('looks in the experiment by its id, or in the whole workspace', async () => {
    const { store, ask } = await withChildren(0);
    store.createRun({ scope: { ...garden, experimentName: 'pears' }, runId: 'elsewhere' });
    const ids: unknown[] = [];
    for (const place of [`${workspace}/experimentids/${experimentIdOf(garden)}`, workspace]) {
      const { json } = await ask('POST', `/history/v1.0/${place}/runs:query`, { body: '{}' });
      ids.push(eachAt(jsonAt(json, 'value'), 'runId'));
    }
    expect(ids).toEqual([['HD_1'], ['elsewhere', 'HD_1']]);
    const unknown = await ask('POST', `/history/v1.0/${workspace}/experimentids/nobody/runs:query`, { body: '{}' });
    expect(unknown.status).toBe(404);
  });
});
