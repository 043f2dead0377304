import { expect, it } from 'vitest';
import { startTestService } from '../server/__fixtures__/start-test-service.js';
import { garden } from '../storage/__fixtures__/garden-scope.js';
import { createLocalServiceClient, type LocalServiceClient } from './local-service-client.js';

async function startClient(): Promise<
  Awaited<ReturnType<typeof startTestService>> & { readonly client: LocalServiceClient }
> {
  const service = await startTestService();
  service.store.createRun({ scope: garden, runId: 'a/b', runType: 'hyperdrive', status: 'Running' });
  service.engine.owned.add('a/b');
  const { address, auth } = service;
  return { ...service, client: createLocalServiceClient({ address, token: auth.serviceToken, workspace: garden }) };
}

it('pauses, resumes and retries a run of whatever id', async () => {
  const { client, engine } = await startClient();
  expect(await client.pauseSweep('a/b')).toBe('Running');
  expect(await client.resumeSweep('a/b')).toBe('Running');
  expect(await client.retry('a/b')).toEqual([{ sweepId: 'HD_1', runId: 'HD_1_9', retryOf: 'a/b' }]);
  expect(engine.actions).toEqual(['pause a/b', 'resume a/b', 'retry a/b']);
});

it('tells what is kept, and prunes it', async () => {
  const { client, store } = await startClient();
  const endTime = new Date(Date.UTC(2020, 0));
  store.createRun({ scope: garden, runId: 'old', status: 'Completed', endTime });
  expect(await client.usage()).toMatchObject({ runs: 2, sweeps: { running: 1, paused: 0, ended: 0 } });
  const expected = { runId: 'old', experimentName: 'apples', endTime, runs: 1, bytes: 0 };
  expect(await client.prune({ keep: 0, dryRun: true })).toEqual({ pruned: [expected], databaseBytes: 0 });
  expect(store.countRuns()).toBe(2);
  await client.prune({ keep: 0 });
  expect(store.countRuns()).toBe(1);
});

it('tells failures apart', async () => {
  const { client, store } = await startClient();
  store.createRun({ scope: garden, runId: 'other' });
  await expect(client.pauseSweep('nobody')).rejects.toMatchObject({ code: 'run-not-found', runId: 'nobody' });
  await expect(client.pauseSweep('other')).rejects.toMatchObject({ code: 'refused', message: /only a sweep/ });
  await expect(client.prune({})).rejects.toMatchObject({ code: 'refused', status: 400 });
  const lost = createLocalServiceClient({ address: 'http://127.0.0.1:1', token: 'x', workspace: garden });
  await expect(lost.usage()).rejects.toMatchObject({ code: 'connection-failed' });
});

it('rejects with the reason of an abort', async () => {
  const { client } = await startClient();
  const reason = new Error('enough');
  await expect(client.usage({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
