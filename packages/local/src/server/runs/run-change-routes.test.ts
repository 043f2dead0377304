import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import { jsonAt } from '../__fixtures__/json-at.js';
import { experiment, startTestService, type TestService, workspace } from '../__fixtures__/start-test-service.js';

const runs = `/history/v1.0/${experiment}/runs`;
const key = { scope: garden, runId: 'HD_1_0' };

async function withRun(): Promise<TestService> {
  const service = await startTestService();
  service.store.createRun({ ...key, tags: new Map([['old', '1']]) });
  return service;
}

describe('PATCH of a run', () => {
  it('adds tags and properties as text, and changes names', async () => {
    const { store, ask } = await withRun();
    const body = JSON.stringify({
      runId: 'HD_1_0',
      tags: { new: '2', empty: null, number: 3 },
      properties: { p: 'q' },
      displayName: 'Tulips, once more',
      description: 'of spring',
    });
    const { status, json } = await ask('PATCH', `${runs}/HD_1_0`, { body });
    expect(status).toBe(200);
    expect(jsonAt(json, 'displayName')).toBe('Tulips, once more');
    expect(store.getRun(key)).toMatchObject({
      tags: new Map([
        ['old', '1'],
        ['new', '2'],
        ['empty', ''],
        ['number', '3'],
      ]),
      properties: new Map([['p', 'q']]),
      description: 'of spring',
    });
  });

  it('makes a run that is not there, in the experiment that the path or the parent names', async () => {
    const { store, ask } = await withRun();
    const body = JSON.stringify({ runId: 'fold', parentRunId: 'HD_1_0', status: 'NotStarted', name: 'fold 1' });
    const byId = `/history/v1.0/${workspace}/experimentids/${experimentIdOf(garden)}/runs/fold`;
    expect((await ask('PATCH', byId, { body })).status).toBe(200);
    expect(store.getRun({ scope: garden, runId: 'fold' })).toMatchObject({
      experimentName: 'apples',
      parentRunId: 'HD_1_0',
      status: 'NotStarted',
      name: 'fold 1',
    });
    expect((await ask('PATCH', `${runs}/alone`, { body: '{}' })).status).toBe(200);
    expect((await ask('PATCH', `/history/v1.0/${workspace}/experimentids/x/runs/lost`, { body: '{}' })).status).toBe(
      404,
    );
    expect((await ask('PATCH', `/history/v1.0/${workspace}/runs/lost`, { body: '{}' })).status).toBe(404);
  });

  it("leaves a status that is the engine's, and one that is final", async () => {
    const { store, engine, ask } = await withRun();
    await ask('PATCH', `${runs}/HD_1_0`, { body: '{"status": "Running"}' });
    expect(store.getRun(key)?.status).toBe('Running');
    engine.owned.add('HD_1_0');
    await ask('PATCH', `${runs}/HD_1_0`, { body: '{"status": "Completed"}' });
    expect(store.getRun(key)?.status).toBe('Running');
    engine.owned.clear();
    store.updateRun(key, { status: 'Failed' });
    await ask('PATCH', `${runs}/HD_1_0`, { body: '{"status": "Completed"}' });
    expect(store.getRun(key)?.status).toBe('Failed');
  });

  it.each([
    ['', '{"runId": "HD_2"}', 400],
    ['', '[]', 400],
    ['', '{', 400],
    ['/history/v1.0/EXPERIMENT', '{}', 409],
  ])('refuses %s%s with %d', async (place, body, status) => {
    const { ask } = await withRun();
    const path = place === '' ? runs : runs.replace('apples', 'pears');
    expect((await ask('PATCH', `${path}/HD_1_0`, { body })).status).toBe(status);
  });
});

describe('DELETE of tags', () => {
  it('removes those that are named', async () => {
    const { store, ask } = await withRun();
    const { status, json } = await ask('DELETE', `${runs}/HD_1_0/tags`, { body: '["old", "never there"]' });
    expect(status).toBe(200);
    expect(jsonAt(json, 'tags')).toEqual(new Map());
    expect(store.getRun(key)?.tags.size).toBe(0);
  });

  it.each(['{}', '[1]', '', 'null'])('refuses %j', async (body) => {
    const { ask } = await withRun();
    expect((await ask('DELETE', `${runs}/HD_1_0/tags`, { body })).status).toBe(400);
  });
});

describe('an event', () => {
  const event = (kind: string, data: object = {}): string =>
    JSON.stringify({ timestamp: '2026-01-01T00:00:00Z', name: `Microsoft.MachineLearning.Run.${kind}`, data });

  it('starts and ends a run that a script made', async () => {
    const { store, ask } = await withRun();
    const StartTime = '2026-01-01T00:00:01.000000Z';
    await ask('POST', `${runs}/HD_1_0/events`, { body: event('Start', { RunId: 'HD_1_0', StartTime }) });
    expect(store.getRun(key)).toMatchObject({ status: 'Running', startTime: new Date(StartTime) });
    const EndTime = '2026-01-01T00:00:02.000000Z';
    await ask('POST', `${runs}/HD_1_0/events`, { body: event('Completed', { EndTime }) });
    expect(store.getRun(key)).toMatchObject({ status: 'Completed', endTime: new Date(EndTime) });
    await ask('POST', `${runs}/HD_1_0/events`, { body: event('Failed') });
    expect(store.getRun(key)).toMatchObject({ status: 'Completed', endTime: new Date(EndTime), error: undefined });
  });

  it('says why a run failed', async () => {
    const { store, ask } = await withRun();
    const ErrorResponse = { error: { code: 'OutOfWater', message: 'the roots are dry' } };
    await ask('POST', `${runs}/HD_1_0/events`, { body: event('Failed', { ErrorResponse }) });
    expect(store.getRun(key)).toMatchObject({
      status: 'Failed',
      error: { code: 'OutOfWater', message: 'the roots are dry' },
    });
  });

  it('of a trial does not touch the status that the engine sets, and its words are kept', async () => {
    const { store, engine, ask } = await withRun();
    engine.owned.add('HD_1_0');
    store.updateRun(key, { status: 'Running' });
    for (const kind of ['Start', 'Completed', 'Canceled', 'Failed', 'Heartbeat']) {
      await ask('POST', `${runs}/HD_1_0/events`, {
        body: event(kind, { ErrorResponse: { error: { message: 'dry' } } }),
      });
    }
    expect(store.getRun(key)).toMatchObject({ status: 'Running', endTime: undefined, warnings: ['dry'] });
  });

  it('can come with others, all or none of which count', async () => {
    const { store, ask } = await withRun();
    store.createRun({ scope: garden, runId: 'HD_1_1' });
    const events = (ids: readonly string[]): string =>
      `{"events": [${ids.map((RunId) => event('Start', { RunId })).join(',')}]}`;
    const path = `/history/v1.0/${experiment}/batch/events`;
    expect((await ask('POST', path, { body: events(['HD_1_0', 'nobody']) })).status).toBe(404);
    expect(store.getRun(key)?.status).toBe('NotStarted');
    const { json } = await ask('POST', path, { body: events(['HD_1_0', 'HD_1_1']) });
    expect(jsonAt(json, 'errors')).toEqual([]);
    expect(store.getRun(key)?.status).toBe('Running');
    expect(store.getRun({ scope: garden, runId: 'HD_1_1' })?.status).toBe('Running');
  });

  it.each(['{}', '{"name": "Start"}', '[]', '{"name": "Microsoft.MachineLearning.Run.Start", "timestamp": "soon"}'])(
    'like %s is refused',
    async (body) => {
      const { ask } = await withRun();
      expect((await ask('POST', `${runs}/HD_1_0/events`, { body })).status).toBe(400);
    },
  );
});

describe('calls about many runs', () => {
  it('answer each run or its failure', async () => {
    const { ask } = await withRun();
    const { json } = await ask('POST', `${runs}/runIds`, { body: '{"runIds": ["HD_1_0", "nobody"]}' });
    expect(jsonAt(json, 'runs', 'HD_1_0', 'runId')).toBe('HD_1_0');
    expect(jsonAt(json, 'errors', 'nobody', 'error', 'message')).toContain('nobody');
  });

  it('answer runs with their definitions, with 207 where some failed', async () => {
    const { store, ask } = await withRun();
    store.updateRun(key, { runDefinition: new Map([['arguments', ['--lr', '0.1']]]) });
    const path = `/history/v1.0/${workspace}/batchrundata`;
    const one = '{"runId": "HD_1_0", "selectRunMetadata": true, "selectRunDefinition": true}';
    const good = await ask('POST', path, { body: `{"requests": {"a": ${one}}}` });
    expect(good.status).toBe(200);
    expect(jsonAt(good.json, 'successfulResults', 'a', 'runMetadata', 'runId')).toBe('HD_1_0');
    expect(jsonAt(good.json, 'successfulResults', 'a', 'runDefinition', 'arguments')).toEqual(['--lr', '0.1']);
    const mixed = await ask('POST', path, { body: `{"requests": {"a": ${one}, "b": {"runId": "nobody"}, "c": 1}}` });
    expect(mixed.status).toBe(207);
    expect(jsonAt(mixed.json, 'successfulResults', 'a', 'runMetadata', 'runId')).toBe('HD_1_0');
    expect(jsonAt(mixed.json, 'failedResults', 'b', 'error', 'message')).toContain('nobody');
    expect(jsonAt(mixed.json, 'failedResults', 'c', 'error', 'details')).toEqual([]);
  });

  it('make and change runs', async () => {
    const { store, ask } = await withRun();
    const body = '{"runs": [{"runId": "HD_1_0", "tags": {"a": "b"}}, {"runId": "new", "parentRunId": "HD_1_0"}]}';
    const { json } = await ask('PATCH', `/history/v1.0/${experiment}/batch/runs`, { body });
    expect(jsonAt(json, 'runs', 'new', 'parentRunId')).toBe('HD_1_0');
    expect(store.getRun(key)?.tags.get('a')).toBe('b');
  });

  it.each([
    ['POST', `${runs}/runIds`, '{}'],
    ['POST', `${runs}/runIds`, '{"runIds": [1]}'],
    ['PATCH', `/history/v1.0/${experiment}/batch/runs`, '{"runs": {}}'],
    ['PATCH', `/history/v1.0/${experiment}/batch/runs`, '{"runs": [{}]}'],
    ['POST', `/history/v1.0/${workspace}/batchrundata`, '{"requests": []}'],
    ['POST', `/history/v1.0/${experiment}/batch/events`, '{}'],
    [
      'POST',
      `/history/v1.0/${experiment}/batch/events`,
      '{"events": [{"name": "Microsoft.MachineLearning.Run.Start"}]}',
    ],
  ])('refuse %s %s %s', async (method, path, body) => {
    const { ask } = await withRun();
    expect((await ask(method, path, { body })).status).toBe(400);
  });
});
