import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import { processesOf } from '../../tools/left-running.mjs';
import { startMlflowServer } from './start-mlflow-server.mjs';

const isOnLinux = process.platform === 'linux';

it('answers on loopback and leaves no process and no file behind', async (context) => {
  if (!isOnLinux) return context.skip('processes are looked at through /proc');
  const started = await startMlflowServer();
  if ('notRun' in started) return context.skip(started.notRun);
  const { server } = started;
  try {
    const answer = await fetch(`${server.url}/api/2.0/mlflow/experiments/get-by-name?experiment_name=Default`);

    expect(await answer.json()).toMatchObject({ experiment: { experiment_id: '0', lifecycle_stage: 'active' } });
    expect(await processesOf(server.folder)).not.toEqual([]);
  } finally {
    await server.stop();
  }
  expect(await processesOf(server.folder)).toEqual([]);
  expect(existsSync(server.folder)).toBe(false);
});

it('ends the server when it is aborted while it starts', async (context) => {
  const shared = inject('mlflow');
  if ('notRun' in shared) return context.skip(shared.notRun);
  if (!isOnLinux) return context.skip('processes are looked at through /proc');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hyperdrive-mlflow-'));
  const controller = new AbortController();
  const reason = new Error('enough');

  const outcome = startMlflowServer({ folder, signal: controller.signal }).catch((error: unknown) => error);
  while ((await processesOf(folder)).length === 0) await sleep(20);
  controller.abort(reason);

  expect(await outcome).toBe(reason);
  expect(await processesOf(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});
