import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLocalService } from './create-local-service.js';
import { findRunningService, writeServiceFile } from './service-file.js';
import { type StartedLocalService, type StartLocalServiceOptions, startLocalService } from './start-local-service.js';
import { temporaryFolder } from './storage/__fixtures__/temporary-folder.js';

async function start(options: StartLocalServiceOptions): Promise<StartedLocalService> {
  const service = await startLocalService(options);
  onTestFinished(() => service.close());
  return service;
}

describe('startLocalService', () => {
  it('listens on 127.0.0.1 and answers who has the token', async () => {
    const { address, token } = await start({ folder: await temporaryFolder() });
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const path = `${address}/history/v1.0/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/runs/a`;
    expect((await fetch(path)).status).toBe(401);
    expect((await fetch(path, { headers: { authorization: `Bearer ${token}` } })).status).toBe(404);
  });

  it('keeps its folder and what stands in it to its owner', async () => {
    const folder = join(await temporaryFolder(), 'deep', 'service');
    await start({ folder });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const name of ['service.json', 'signing.key']) {
      expect((await stat(join(folder, name))).mode & 0o777, name).toBe(0o600);
    }
  });

  it('tells of itself in its folder until it is closed', async () => {
    const folder = await temporaryFolder();
    const service = await start({ folder });
    const { address, uri, token, pid, startedAt } = service;
    expect(pid).toBe(process.pid);
    expect(findRunningService(folder)).toEqual({ address, uri, token, pid, startedAt });
    await service.close();
    expect(findRunningService(folder)).toBeUndefined();
    await expect(fetch(address)).rejects.toThrow('fetch failed');
    expect(await readdir(folder)).not.toContain('service.json');
  });

  it('refuses a folder that another service has, and says which', async () => {
    const folder = await temporaryFolder();
    const first = await start({ folder });
    await expect(startLocalService({ folder })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining(`process id ${process.pid} at ${first.address}`),
    });
    expect(findRunningService(folder)?.address).toBe(first.address);
    await first.close();
    await start({ folder });
  });

  it('starts where a killed service left its file behind, which is taken for what it is', async () => {
    const folder = await temporaryFolder();
    const killed = spawn(process.execPath, ['-e', '']);
    await once(killed, 'exit');
    const stale = { address: 'http://127.0.0.1:9', token: 'old', pid: killed.pid ?? 0, startedAt: new Date() };
    writeServiceFile(folder, stale);
    expect(findRunningService(folder)).toBeUndefined();
    const service = await start({ folder });
    expect(findRunningService(folder)?.token).toBe(service.token);
  });

  it('listens where a killed service did, or elsewhere where somebody else does now', async () => {
    const folder = await temporaryFolder();
    const first = await start({ folder });
    const { address, token, startedAt } = first;
    await first.close();
    const leave = () => writeServiceFile(folder, { address, token, pid: 2 ** 22 + 1, startedAt });
    leave();
    const second = await start({ folder });
    expect(second.address).toBe(address);
    await second.close();

    leave();
    const other = createServer().listen(Number(new URL(address).port), '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const third = await start({ folder });
    expect(third.address).not.toBe(address);
  });

  it('names nobody who is not there where it is refused', async () => {
    const folder = await temporaryFolder();
    const service = await start({ folder });
    writeServiceFile(folder, { ...service, pid: 2 ** 22 + 1 });
    await expect(startLocalService({ folder })).rejects.toThrow('another local service, which is just starting');
  });

  it.each(['', 'no json', '[]', '{"address": 1}'])('takes a file that holds %j for no service', async (text) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'service.json'), text);
    expect(findRunningService(folder)).toBeUndefined();
  });

  it('gives a new token at each start, and keeps the key that signs the tokens of trials', async () => {
    const folder = await temporaryFolder();
    const first = await start({ folder });
    const key = await readFile(join(folder, 'signing.key'));
    await first.close();
    const second = await start({ folder });
    expect(second.token).not.toBe(first.token);
    expect(await readFile(join(folder, 'signing.key'))).toEqual(key);
  });

  it('that cannot listen leaves the folder free', async () => {
    const folder = await temporaryFolder();
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const bound = other.address();
    const port = typeof bound === 'object' ? (bound?.port ?? 0) : 0;
    await expect(startLocalService({ folder, port })).rejects.toMatchObject({ code: 'refused' });
    await start({ folder });
  });

  it.each([
    [{ port: -1 }, 'port is -1'],
    [{ port: 1.5 }, 'port is 1.5'],
    [{ folder: '' }, 'folder is ""'],
    [{ runsPerPage: 0 }, 'runsPerPage is 0'],
    [{ maxBodyBytes: Number.NaN }, 'maxBodyBytes is NaN'],
  ])('refuses %j', async (wrong, message) => {
    const folder = await temporaryFolder();
    await expect(startLocalService({ folder, ...wrong })).rejects.toThrow(message);
    await start({ folder });
  });

  it('says so where the folder cannot be written', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    await expect(startLocalService({ folder: join(folder, 'file') })).rejects.toMatchObject({ failure: 'unwritable' });
  });

  it('does not change the rights of a folder that was there', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o750);
    await start({ folder });
    expect((await stat(folder)).mode & 0o777).toBe(0o750);
  });
});

describe('createLocalService', () => {
  it('answers in process, beside a service that listens', async () => {
    const folder = await temporaryFolder();
    await start({ folder });
    const embedded = createLocalService({ folder });
    onTestFinished(() => embedded.close());
    // Each form in which the platform's fetch may be called.
    const address = 'http://localhost/discovery';
    for (const input of [address, new URL(address), new Request(address)]) {
      expect(await (await embedded.fetch(input)).json()).toMatchObject({ history: 'http://localhost' });
    }
    expect((await embedded.fetch(address, { method: 'PATCH' })).status).not.toBe(200);
  });

  it('does not take a submit, and says what does', async () => {
    const embedded = createLocalService({ folder: await temporaryFolder() });
    onTestFinished(() => embedded.close());
    const form = new FormData();
    form.append('config', '{"primary_metric_config": {"name": "loss", "goal": "minimize"}}');
    const answer = await embedded.fetch(
      new Request(
        'http://localhost/hyperdrive/v1.0/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/experiments/e/runs',
        { method: 'POST', body: form, headers: { authorization: `Bearer ${embedded.token}` } },
      ),
    );
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('does not listen');
  });

  it('answers 503 after it was closed', async () => {
    const embedded = createLocalService({ folder: await temporaryFolder() });
    await embedded.close();
    await embedded.close();
    expect((await embedded.fetch(new Request('http://localhost/discovery'))).status).toBe(503);
  });
});
