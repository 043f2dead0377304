import { HyperDriveConfigError } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { jsonAt } from '../__fixtures__/json-at.js';
import { experiment, startTestService } from '../__fixtures__/start-test-service.js';

const plain = `/hyperdrive/v1.0/${experiment}`;
const encoded = `/hyperdrive/v1.0/${encodeURIComponent(experiment)}`;
const config = `{
  "name": "apples", "user": "a gardener", "description": "of spring", "platform": "AML",
  "generator_config": {"name": "RANDOM", "parameter_space": {"seed": ["choice", [[9007199254740993]]]}},
  "primary_metric_config": {"name": "loss", "goal": "minimize"},
  "platform_config": {"Definition": {"Overrides": {"Command": "node train.js"}}},
  "max_total_jobs": 4, "max_concurrent_jobs": 2, "max_duration_minutes": 10
}`;

function form(text: string, name = 'config'): FormData {
  const data = new FormData();
  data.append(name, new Blob([text], { type: 'application/octet-stream' }), 'config.json');
  return data;
}

describe('submitting a sweep', () => {
  it.each([
    ['plain', `${plain}/runs`, 'HD_made-here'],
    ['percent-encoded', `${encoded}/runs`, 'HD_made-here'],
    ['with an id', `${encoded}/runs/HD_mine`, 'HD_mine'],
    ['with an id of the newer kind', `${plain}/hdruns/my-sweep`, 'my-sweep'],
  ])('is answered with 201 and the parent at the address in its %s form', async (_, path, id) => {
    const { engine, ask } = await startTestService();
    const { status, json } = await ask('POST', path, { body: form(config) });
    expect(status).toBe(201);
    expect(jsonAt(json, 'result', 'hyperdrive_run_id')).toBe(id);
    expect(jsonAt(json, 'result', 'platform_config', 'ParentRunId')).toBe(id);
    expect(jsonAt(json, 'result', 'generator_config', 'parameter_space', 'seed', 1, 0, 0)).toBe(9007199254740993n);
    const [request] = engine.submitted;
    expect(request?.scope).toEqual(garden);
    expect(request?.user).toBe('a gardener');
    expect(request?.description).toBe('of spring');
    expect(request?.config.primaryMetricName).toBe('loss');
    expect(request?.rawConfig.get('max_total_jobs')).toBe(4);
  });

  it('takes the config as plain text of the form too', async () => {
    const { ask } = await startTestService();
    const data = new FormData();
    data.append('config', config);
    expect((await ask('POST', `${plain}/runs`, { body: data })).status).toBe(201);
  });

  it.each([
    ['no form', '{}'],
    ['no part config', form(config, 'other')],
    ['no JSON', form('{')],
    ['no object', form('[]')],
    ['no primary metric', form('{}')],
  ])('with %s is refused and starts nothing', async (_, body) => {
    const { engine, ask } = await startTestService();
    const { status, json } = await ask('POST', `${plain}/runs`, { body });
    expect(status).toBe(400);
    expect(jsonAt(json, 'message')).toEqual(expect.any(String));
    expect(engine.submitted).toEqual([]);
  });

  it('that the engine refuses lists every violation', async () => {
    const { engine, ask } = await startTestService();
    engine.submit = () => {
      throw new HyperDriveConfigError([
        { path: 'policy', got: 'Bandit', takes: 'no policy' },
        { path: 'maxTotalRuns', got: '0', takes: '1 to 1000' },
      ]);
    };
    const { status, json } = await ask('POST', `${plain}/runs`, { body: form(config) });
    expect(status).toBe(400);
    expect(jsonAt(json, 'code')).toBe(400);
    expect(jsonAt(json, 'error', 'details', 0, 'target')).toBe('policy');
    expect(jsonAt(json, 'error', 'details', 1, 'message')).toContain('maxTotalRuns is 0');
  });

  it('with an id that is taken is refused with 409', async () => {
    const { store, ask } = await startTestService();
    store.createRun({ scope: garden, runId: 'HD_mine' });
    expect((await ask('POST', `${plain}/runs/HD_mine`, { body: form(config) })).status).toBe(409);
  });
});

describe('cancelling', () => {
  it.each([
    ['a sweep, plain', `${plain}/runs/HD_1/cancel`, 'HD_1'],
    ['a sweep, percent-encoded', `${encoded}/runs/HD_1/cancel`, 'HD_1'],
    ['a run', `/history/v1.0/${experiment}/runs/HD_1_0/cancel`, 'HD_1_0'],
  ])('%s is accepted with 200', async (_, path, id) => {
    const { store, engine, ask } = await startTestService();
    for (const runId of ['HD_1', 'HD_1_0']) {
      store.createRun({ scope: garden, runId, status: 'Running' });
      engine.owned.add(runId);
    }
    const { status } = await ask('POST', path, { headers: { RunHistoryHost: 'http://127.0.0.1' } });
    expect(status).toBe(200);
    expect(engine.canceled).toEqual([id]);
  });

  it.each([
    ['not there', 'nobody', 404],
    ['in another experiment', 'pear', 404],
    ['ended', 'ended', 409],
  ])('a run that is %s is refused', async (_, runId, status) => {
    const { store, ask } = await startTestService();
    store.createRun({ scope: garden, runId: 'ended', status: 'Completed' });
    store.createRun({ scope: { ...garden, experimentName: 'pears' }, runId: 'pear', status: 'Running' });
    const answer = await ask('POST', `${plain}/runs/${runId}/cancel`);
    expect(answer.status).toBe(status);
    expect(jsonAt(answer.json, 'code')).toBe(status);
    expect(jsonAt(answer.json, 'error', 'details')).toEqual([]);
    expect(store.getRun({ scope: garden, runId: 'pear' })?.status).toBe('Running');
  });

  it('what nobody runs here marks it and what is below it, but not what has ended', async () => {
    const { store, ask } = await startTestService();
    store.createRun({ scope: garden, runId: 'HD_1', status: 'Running' });
    store.createRun({ scope: garden, runId: 'HD_1_0', parentRunId: 'HD_1', status: 'Completed' });
    store.createRun({ scope: garden, runId: 'HD_1_1', parentRunId: 'HD_1', status: 'Queued' });
    expect((await ask('POST', `${plain}/runs/HD_1/cancel`)).status).toBe(200);
    const statuses = ['HD_1', 'HD_1_0', 'HD_1_1'].map((runId) => store.getRun({ scope: garden, runId })?.status);
    expect(statuses).toEqual(['Canceled', 'Completed', 'Canceled']);
    expect(store.getRun({ scope: garden, runId: 'HD_1' })?.endTime).toBeInstanceOf(Date);
  });

  it('what another process runs is refused and marks nothing', async () => {
    const { store, engine, ask } = await startTestService({ isServedElsewhere: () => true });
    store.createRun({ scope: garden, runId: 'HD_1', status: 'Running' });
    engine.cancelSweep = () => 'not-here';
    engine.owned.add('HD_1');
    expect((await ask('POST', `${plain}/runs/HD_1/cancel`)).status).toBe(409);
    expect(store.getRun({ scope: garden, runId: 'HD_1' })?.status).toBe('Running');
  });
});
