import { isJsonObject, writeJson } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { startTestService, type TestService, workspace } from '../__fixtures__/start-test-service.js';

async function startSweep(over: Parameters<typeof startTestService>[0] = {}): Promise<TestService> {
  const service = await startTestService(over);
  service.store.createRun({ scope: garden, runId: 'HD_1', runType: 'hyperdrive', status: 'Running' });
  service.engine.owned.add('HD_1');
  return service;
}
const pathOf = (runId: string, what: string): string => `/local/v1.0/${workspace}/runs/${runId}/${what}`;

describe('pausing, resuming and retrying', () => {
  it('are handed to the engine', async () => {
    const { ask, engine } = await startSweep();
    expect((await ask('POST', pathOf('HD_1', 'pause'))).status).toBe(200);
    expect((await ask('POST', pathOf('HD_1', 'resume'))).status).toBe(200);
    const retried = await ask('POST', pathOf('HD_1', 'retry'));
    expect(writeJson(retried.json)).toBe('{"trials":[{"sweepId":"HD_1","runId":"HD_1_9","retryOf":"HD_1"}]}');
    expect(engine.actions).toEqual(['pause HD_1', 'resume HD_1', 'retry HD_1']);
  });

  it('are refused for runs that are not sweeps of this service, or do not exist', async () => {
    const { ask, store } = await startSweep();
    store.createRun({ scope: garden, runId: 'other' });
    const answer = await ask('POST', pathOf('other', 'pause'));
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('only a sweep can be paused');
    expect((await ask('POST', pathOf('nobody', 'resume'))).status).toBe(404);
  });

  it('are refused for a trial, with the sweep that can be paused', async () => {
    const { ask, store, engine } = await startSweep();
    store.createRun({ scope: garden, runId: 'HD_1_3', parentRunId: 'HD_1', status: 'Running' });
    engine.owned.add('HD_1_3');
    const answer = await ask('POST', pathOf('HD_1_3', 'pause'));
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Run HD_1_3 is a trial, not a sweep: pause its sweep HD_1.');
  });

  it('are refused where another process runs the sweeps, and with the token of a trial', async () => {
    const { ask, auth, engine } = await startSweep({ isServedElsewhere: () => true });
    const { token } = await auth.issueRunToken({ scope: garden, runId: 'HD_1' });
    for (const what of ['pause', 'resume', 'retry']) {
      expect((await ask('POST', pathOf('HD_1', what))).status).toBe(409);
      expect((await ask('POST', pathOf('HD_1', what), { token })).status).toBe(403);
    }
    expect(engine.actions).toEqual([]);
  });
});

describe('upkeep', () => {
  it('tells what is kept', async () => {
    const { ask } = await startSweep();
    const { json } = await ask('GET', '/local/v1.0/usage');
    expect(isJsonObject(json) && writeJson(json.get('sweeps') ?? null)).toBe('{"running":1,"paused":0,"ended":0}');
    expect(isJsonObject(json) && json.get('databaseBytes')).toBeGreaterThan(1000);
  });

  it('prunes what it is asked to', async () => {
    const { ask, store } = await startSweep();
    store.createRun({ scope: garden, runId: 'old', status: 'Completed', endTime: new Date(0) });
    const { text } = await ask('POST', '/local/v1.0/prune', { body: '{"olderThanSeconds": 60}' });
    expect(text).toContain('"runId":"old"');
    expect(Array.from(store.rootRuns(), ({ runId }) => runId)).toEqual(['HD_1']);
  });

  it.each(['{}', '{"keep": -1}', '{"keep": 1.5}', '{"olderThanDays": 1, "keep": 0}', '{"keep": 0, "dryRun": "no"}'])(
    'refuses to prune by %s',
    async (body) => {
      const { ask, store } = await startSweep();
      store.createRun({ scope: garden, runId: 'old', status: 'Completed', endTime: new Date(0) });
      expect((await ask('POST', '/local/v1.0/prune', { body })).status).toBe(400);
      expect(store.countRuns()).toBe(2);
    },
  );
});
