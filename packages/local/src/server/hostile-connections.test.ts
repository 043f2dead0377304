import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { dataContainerIdOf } from '@hyperdrive-run/transport/wire';
import { expect, it } from 'vitest';
import { garden } from '../storage/__fixtures__/garden-scope.js';
import { sendRaw } from './__fixtures__/send-raw.js';
import { experiment, startTestService, type TestService, workspace } from './__fixtures__/start-test-service.js';

const run = { scope: garden, runId: 'HD_1' };

async function startWithRun(options: Parameters<typeof startTestService>[0] = {}): Promise<TestService> {
  const service = await startTestService(options);
  service.store.createRun(run);
  return service;
}

function head({ address, auth }: TestService, firstLine: string): readonly string[] {
  return [
    firstLine,
    `Host: ${new URL(address).host}`,
    `Authorization: Bearer ${auth.serviceToken}`,
    'Connection: close',
  ];
}

it('serves nothing but the files of a run, however a path tries to leave its folder', async () => {
  const service = await startWithRun();
  const folder = service.files.folderOf(run);
  await mkdir(path.join(folder, 'user_logs'), { recursive: true });
  await writeFile(path.join(folder, 'user_logs/std_log.txt'), 'of the run');
  await writeFile(path.join(folder, '../beside.txt'), 'SECRET');
  await writeFile(path.join(folder, '../../../beside.txt'), 'SECRET');
  await symlink(path.join(folder, '../beside.txt'), path.join(folder, 'link.txt'));
  await symlink(path.join(folder, '..'), path.join(folder, 'up'));
  const content = `/artifact/v2.0/${workspace}/artifacts/content/ExperimentRun/${dataContainerIdOf('HD_1')}`;
  const get = (name: string): Promise<string> =>
    sendRaw(service.address, [...head(service, `GET ${content}/${name} HTTP/1.1`), '']);
  expect(await get('user_logs/std_log.txt')).toContain('of the run');
  const ways = [
    '../beside.txt',
    'user_logs/../../beside.txt',
    '..%2fbeside.txt',
    '%2e%2e/beside.txt',
    '%252e%252e%252fbeside.txt',
    '..%5cbeside.txt',
    '..%2f..%2f..%2fbeside.txt',
    '/../beside.txt',
    'link.txt',
    'up/beside.txt',
    'user_logs/%00/../../beside.txt',
    './../beside.txt',
  ];
  for (const way of ways) {
    const answer = await get(way);
    expect(answer).toMatch(/^HTTP\/1.1 4\d\d /);
    expect(answer).not.toContain('SECRET');
  }
});

it('does not unpack a compressed body, which could be far longer than it says', async () => {
  const service = await startWithRun();
  const body = gzipSync(Buffer.from(JSON.stringify({ tags: { a: 'x'.repeat(10_000_000) } })));
  const response = await fetch(`${service.address}/history/v1.0/${experiment}/runs/HD_1`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${service.auth.serviceToken}`, 'content-encoding': 'gzip' },
    body,
  });
  expect(response.status).toBe(400);
  expect(service.store.getRun(run)?.tags.size).toBe(0);
});

it('refuses a flood of headers', async () => {
  const service = await startWithRun();
  const flood = Array.from({ length: 2000 }, (_, index) => `X-Flood-${index}: ${'x'.repeat(100)}`);
  const answer = await sendRaw(service.address, [...head(service, 'GET /discovery HTTP/1.1'), ...flood, '']).catch(
    String,
  );
  expect(answer).toMatch(/^HTTP\/1.1 431 |ECONNRESET|EPIPE/);
  expect((await service.ask('GET', '/discovery')).status).toBe(200);
});

it('answers others while a body does not come', async () => {
  const service = await startWithRun();
  const port = Number(new URL(service.address).port);
  const stalled = Array.from({ length: 20 }, () => {
    const socket = connect(port, '127.0.0.1');
    const lines = head(service, `PATCH /history/v1.0/${experiment}/runs/HD_1 HTTP/1.1`);
    socket.on('error', () => undefined);
    socket.write([...lines, 'Content-Length: 1000', '', '{"tags'].join('\r\n'));
    return socket;
  });
  for (let asked = 0; asked < 5; asked += 1) expect((await service.ask('GET', '/discovery')).status).toBe(200);
  for (const socket of stalled) socket.destroy();
  expect(service.store.getRun(run)?.tags.size).toBe(0);
  expect((await service.ask('GET', '/discovery')).status).toBe(200);
});

it('changes nothing for a form that a page elsewhere sends without asking', async () => {
  const service = await startWithRun();
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    const { status } = await service.ask('POST', `/history/v1.0/${experiment}/runs/HD_1/events`, {
      headers: { 'content-type': type, origin: 'https://attacker.example' },
      body: '{"name": "Microsoft.MachineLearning.Run.Failed"}',
    });
    expect(status).toBe(403);
  }
  expect(service.store.getRun(run)?.status).toBe('NotStarted');
});
