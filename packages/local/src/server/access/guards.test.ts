import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { jsonAt, textAt } from '../__fixtures__/json-at.js';
import { sendRaw } from '../__fixtures__/send-raw.js';
import { experiment, startTestService, type TestService, workspaceInPath } from '../__fixtures__/start-test-service.js';

const path = `/history/v1.0/${experiment}/runs/HD_1`;

describe('a request', () => {
  it.each([
    ['no token', null],
    ['another token', 'not-the-token'],
    ['an empty token', ''],
    ['something like a run token', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJbXSIsImV4cCI6OTk5OTk5OTk5OX0.'],
  ])('with %s is refused with 401 and changes nothing', async (_, token) => {
    const { store, ask } = await startTestService();
    store.createRun({ scope: garden, runId: 'HD_1' });
    const { status, json } = await ask('PATCH', path, { token, body: '{"tags": {"a": "b"}}' });
    expect(status).toBe(401);
    expect(jsonAt(json, 'error', 'details')).toEqual([]);
    expect(store.getRun({ scope: garden, runId: 'HD_1' })?.tags.size).toBe(0);
  });

  it('of a name that only points at this machine is refused', async () => {
    const service = await startTestService();
    const answer = await sendRaw(service.address, [
      'GET /discovery HTTP/1.1',
      'Host: attacker.example',
      'Connection: close',
      '',
    ]);
    expect(answer).toMatch(/^HTTP\/1.1 403 /);
  });

  it('of a page elsewhere is refused, of a page of its own is not', async () => {
    const { address, ask } = await startTestService();
    for (const origin of ['https://attacker.example', 'null', address.replace(/\d+$/, '1')]) {
      expect((await ask('GET', '/discovery', { headers: { origin } })).status).toBe(403);
    }
    expect((await ask('GET', '/discovery', { headers: { origin: address } })).status).toBe(200);
  });

  it('with a body that is too long is refused with 413, whether or not it says its length', async () => {
    const service = await startTestService({ limits: { bodyBytes: 1000 } });
    const told = await service.ask('POST', `${path}/events`, { body: 'x'.repeat(1001) });
    expect(told.status).toBe(413);
    expect(jsonAt(told.json, 'error', 'message')).toContain('1000 bytes');
    const untold = await sendRaw(service.address, [
      `POST ${path}/events HTTP/1.1`,
      `Host: ${new URL(service.address).host}`,
      `Authorization: Bearer ${service.auth.serviceToken}`,
      'Transfer-Encoding: chunked',
      'Connection: close',
      '',
      '7d0',
      'x'.repeat(2000),
      '0',
      '',
    ]);
    expect(untold).toMatch(/^HTTP\/1.1 413 /);
  });

  it('is answered, and its client not cut off, whoever leaves a long body unread', async () => {
    const { ask, store } = await startTestService();
    store.createRun({ scope: garden, runId: 'HD_1' });
    const body = Buffer.alloc(8_000_000, 'x');
    expect((await ask('POST', `${path}/events`, { body })).status).toBe(413);
    expect((await ask('POST', `${path}/events`, { body, token: null })).status).toBe(401);
    expect((await ask('POST', `${path}/cancel`, { body })).status).toBe(200);
    expect((await ask('POST', '/nowhere', { body })).status).toBe(404);
  });

  it.each(['/%', `/history/v1.0/${experiment}/runs/%E9`, `/history/v1.0/${experiment}/runs/a%zz`])(
    'for %s, which is no encoded text, is refused with 400',
    async (unreadable) => {
      const service = await startTestService();
      const { host } = new URL(service.address);
      const answer = await sendRaw(service.address, [
        `GET ${unreadable} HTTP/1.1`,
        `Host: ${host}`,
        `Authorization: Bearer ${service.auth.serviceToken}`,
        'Connection: close',
        '',
      ]);
      expect(answer).toMatch(/^HTTP\/1.1 400 /);
      expect(answer).toContain('"details":[]');
    },
  );
});

it('takes a body that comes in pieces without its length', async () => {
  const service = await startTestService();
  service.store.createRun({ scope: garden, runId: 'HD_1' });
  const answer = await sendRaw(service.address, [
    `PATCH ${path} HTTP/1.1`,
    `Host: ${new URL(service.address).host}`,
    `Authorization: Bearer ${service.auth.serviceToken}`,
    'Transfer-Encoding: chunked',
    'Connection: close',
    '',
    '9',
    '{"tags": ',
    'b',
    '{"a": "b"}}',
    '0',
    '',
  ]);
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(service.store.getRun({ scope: garden, runId: 'HD_1' })?.tags.get('a')).toBe('b');
});

describe("a trial's token", () => {
  async function withTrials(): Promise<TestService & { readonly token: string }> {
    const service = await startTestService();
    for (const runId of ['HD_1', 'HD_1_0', 'HD_1_1']) {
      service.store.createRun({ scope: garden, runId, parentRunId: runId === 'HD_1' ? undefined : 'HD_1' });
    }
    const { token } = await service.auth.issueRunToken({ scope: garden, runId: 'HD_1_0' });
    return { ...service, token };
  }
  const runs = `/history/v1.0/${experiment}/runs`;
  const tag = '{"tags": {"a": "b"}}';
  const start = '{"name": "Microsoft.MachineLearning.Run.Start"}';

  it('writes its own run', async () => {
    const { ask, token, store } = await withTrials();
    expect((await ask('PATCH', `${runs}/HD_1_0`, { token, body: tag })).status).toBe(200);
    expect((await ask('POST', `${runs}/HD_1_0/events`, { token, body: start })).status).toBe(200);
    expect(store.getRun({ scope: garden, runId: 'HD_1_0' })?.tags.get('a')).toBe('b');
  });

  it('makes runs below its own and writes them, and below theirs', async () => {
    const { ask, token, store } = await withTrials();
    const below = (id: string, parent: string): Promise<{ readonly status: number }> =>
      ask('PATCH', `${runs}/${id}`, { token, body: JSON.stringify({ runId: id, parentRunId: parent }) });
    expect((await below('fold', 'HD_1_0')).status).toBe(200);
    expect((await below('fold of fold', 'fold')).status).toBe(200);
    expect((await ask('PATCH', `${runs}/fold`, { token, body: tag })).status).toBe(200);
    expect(store.getRun({ scope: garden, runId: 'fold of fold' })?.rootRunId).toBe('HD_1');
  });

  it('reads its workspace', async () => {
    const { ask, token } = await withTrials();
    expect((await ask('GET', `${runs}/HD_1`, { token })).status).toBe(200);
    expect((await ask('GET', `${runs}/HD_1/children`, { token })).status).toBe(200);
  });

  it.each([
    ['PATCH', `${runs}/HD_1`, tag],
    ['PATCH', `${runs}/HD_1_1`, tag],
    ['PATCH', `${runs}/new`, '{"parentRunId": "HD_1"}'],
    ['PATCH', `${runs}/new`, '{}'],
    ['DELETE', `${runs}/HD_1_1/tags`, '["a"]'],
    ['POST', `${runs}/HD_1_1/events`, start],
    ['POST', `${runs}/HD_1_0/cancel`, ''],
    ['GET', `${runs}/HD_1_1/token`, undefined],
    ['POST', `/metric/v2.0/${experiment.replace(/\/experiments.*/, '')}/runs/HD_1_1/batch`, '{"values": []}'],
    ['POST', `/hyperdrive/v1.0/${experiment}/runs`, ''],
    ['POST', `/hyperdrive/v1.0/${experiment}/runs/HD_1/cancel`, ''],
  ])('may not %s %s', async (method, address, body) => {
    const { ask, token } = await withTrials();
    expect((await ask(method, address, { token, body })).status).toBe(403);
  });

  it('may not read other workspaces', async () => {
    const { ask, token, store } = await withTrials();
    const scope = { ...garden, workspaceName: 'other' };
    store.createRun({ scope, runId: 'HD_9' });
    const other = `/history/v1.0/${workspaceInPath(scope)}/experiments/apples/runs/HD_9`;
    expect((await ask('GET', other)).status).toBe(200);
    expect((await ask('GET', other, { token })).status).toBe(403);
    expect((await ask('GET', `${other}/children`, { token })).status).toBe(403);
  });

  it('is renewed after it expired, while its run has not ended, and is good for nothing else then', async () => {
    let time = new Date('2024-05-06T08:00:00Z');
    const { store, auth, ask } = await startTestService({ now: () => time });
    store.createRun({ scope: garden, runId: 'HD_1_0' });
    const { token, expiryTime } = await auth.issueRunToken({ scope: garden, runId: 'HD_1_0' });
    time = new Date(expiryTime.getTime() + 1000);
    expect((await ask('GET', `${runs}/HD_1_0`, { token })).status).toBe(401);
    const renewed = await ask('GET', `${runs}/HD_1_0/token`, { token });
    expect(renewed.status).toBe(200);
    expect(Date.parse(textAt(renewed.json, 'expiryTimeUtc'))).toBeGreaterThan(time.getTime());
    expect((await ask('GET', `${runs}/HD_1_0`, { token: textAt(renewed.json, 'token') })).status).toBe(200);
    store.updateRun({ scope: garden, runId: 'HD_1_0' }, { status: 'Completed', endTime: time });
    expect((await ask('GET', `${runs}/HD_1_0/token`, { token })).status).toBe(403);
  });

  it('is a JWT that parses, with an expiry, as the Python client looks for', async () => {
    const { auth } = await startTestService();
    const { token, expiryTime } = await auth.issueRunToken({ scope: garden, runId: 'HD_1_0' });
    const parts = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('utf8'));
    expect(parts).toHaveLength(3);
    expect(JSON.parse(parts[1] ?? '')).toMatchObject({ exp: expiryTime.getTime() / 1000 });
  });
});
