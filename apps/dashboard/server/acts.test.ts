import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BackendError, Workspace } from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DashboardActs } from './acts.js';
import { startDashboard } from './start-dashboard.js';

const hostileName = 'outputs/"><script>alert(1)</script>\r\nx: y ☃.html';

/** A dashboard on a sweep with one trial, and how its page asks it. */
async function open(acts?: DashboardActs) {
  const scope = { experimentName: 'garden' };
  const files = new Map([
    ['user_logs/std_log.txt', 'one\ntwo\n'],
    [hostileName, '<script>alert(1)</script>'],
  ]);
  const metrics = [scalarMetric('accuracy', [0.5, Number.NaN])];
  const sweep = makeSweep({ scope, runId: 'HD_1', children: [{ files, metrics, status: 'Failed' }] });
  const folder = await mkdtemp(join(tmpdir(), 'hyperdrive-acts-'));
  for (const file of ['index.html', 'main.js', 'style.css']) await writeFile(join(folder, file), file.repeat(500));
  const pageFolder = pathToFileURL(`${folder}/`);
  const dashboard = await startDashboard({
    workspace: new Workspace(new InMemoryBackend(scope, [sweep])),
    pageFolder,
    acts,
  });
  onTestFinished(async () => {
    await dashboard.close();
    await rm(folder, { recursive: true });
  });
  const cookie = (await fetch(dashboard.url, { redirect: 'manual' })).headers.get('set-cookie')?.split(';')[0] ?? '';
  const { origin } = new URL(dashboard.url);
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, dashboard.url), { ...init, headers: { cookie, ...init.headers } });
  const info = JSON.parse(await (await ask('/api/session')).text());
  return { dashboard, ask, origin, info, cookie };
}

describe('what the page does', () => {
  it('is offered and done only where the dashboard was given it', async () => {
    const done: string[] = [];
    const { ask, origin, info } = await open({ cancel: async (runId) => done.push(runId) });
    expect(info).toMatchObject({ acts: ['cancel'], backend: expect.any(String) });
    const headers = { origin, 'x-hyperdrive-token': info.token };
    expect((await ask('/api/acts/cancel/HD_1', { method: 'POST', headers })).status).toBe(200);
    expect((await ask('/api/acts/pause/HD_1', { method: 'POST', headers })).status).toBe(404);
    expect(done).toEqual(['HD_1']);
    const readOnly = await open();
    expect(readOnly.info.acts).toEqual([]);
  });

  it('needs the cookie, the page as its origin, its token and POST', async () => {
    const done: string[] = [];
    const { dashboard, ask, origin, info } = await open({ cancel: async (runId) => done.push(runId) });
    const path = '/api/acts/cancel/HD_1';
    const token = { 'x-hyperdrive-token': info.token };
    const statusOf = async (headers: Record<string, string>, method = 'POST') =>
      (await ask(path, { method, headers })).status;
    expect(await statusOf(token)).toBe(403);
    expect(await statusOf({ origin })).toBe(403);
    expect(await statusOf({ origin, 'x-hyperdrive-token': `${info.token}x` })).toBe(403);
    expect(await statusOf({ ...token, origin: 'https://attacker.example' })).toBe(403);
    expect(await statusOf({ ...token, origin, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await statusOf({ ...token, origin }, 'DELETE')).toBe(403);
    expect(await statusOf({ ...token, origin }, 'GET')).toBe(404);
    const bare = await fetch(new URL(path, dashboard.url), { method: 'POST', headers: { ...token, origin } });
    expect(bare.status).toBe(401);
    expect(done).toEqual([]);
  });

  it('says why the service refused', async () => {
    const refused = new BackendError({ code: 'already-finished', message: 'It has ended.', hint: 'Nothing to do.' });
    const { ask, origin, info } = await open({ cancel: () => Promise.reject(refused) });
    const headers = { origin, 'x-hyperdrive-token': info.token };
    const response = await ask('/api/acts/cancel/HD_1', { method: 'POST', headers });
    expect([response.status, await response.json()]).toMatchObject([409, { message: 'It has ended.' }]);
  });

  it('makes an address for one more browser, which works once as each does', async () => {
    const { dashboard, ask, origin, info } = await open();
    const headers = { origin, 'x-hyperdrive-token': info.token };
    const { url } = JSON.parse(await (await ask('/api/links', { method: 'POST', headers })).text());
    for (const address of [url, dashboard.newUrl()]) {
      const statuses = [];
      for (let time = 0; time < 2; time += 1) statuses.push((await fetch(address, { redirect: 'manual' })).status);
      expect(statuses).toEqual([303, 401]);
    }
  });
});

describe('a trial', () => {
  const path = '/api/sweeps/HD_1/trials/HD_1_0';

  it('has its metrics, log files and the judgement of the policy', async () => {
    const { ask } = await open();
    const textOf = async (what: string) => (await ask(`${path}${what}`)).text();
    const trial = await textOf('');
    expect(JSON.parse(trial)).toMatchObject({ child: { runId: 'HD_1_0', status: 'Failed' } });
    expect(trial).toContain('[{"number":"NaN"},1,null]');
    expect(JSON.parse(await textOf('/judgement'))).toMatchObject({ notJudged: 'no-policy', decisions: [] });
    expect(JSON.parse(await textOf('/files'))).toEqual([hostileName, 'user_logs/std_log.txt']);
    const log = await textOf('/log?name=user_logs%2Fstd_log.txt&from=4');
    expect(JSON.parse(log)).toEqual({ text: 'two\n', end: 8, isCut: false });
  });

  it('has files that are saved and never shown, whatever they are called', async () => {
    const { ask } = await open();
    const response = await ask(`${path}/file?name=${encodeURIComponent(hostileName)}`);
    expect(await response.text()).toBe('<script>alert(1)</script>');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="script___x_ y _.html"; filename*=UTF-8''script%3E%0D%0Ax%3A%20y%20%E2%98%83.html`,
    );
    const missing = await ask(`${path}/file?name=${encodeURIComponent('../../etc/passwd')}`);
    expect(missing.status).toBe(404);
  });
});

it('compresses the page and its messages for those who take that', async () => {
  const { ask } = await open();
  for (const path of ['/main.js', '/api/sweeps/HD_1/children']) {
    const packed = await ask(path, { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding'), path).toBe('gzip');
    expect(packed.headers.get('content-security-policy'), path).toContain("default-src 'none'");
    const plain = await ask(path, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding'), path).toBeNull();
    const [a, b] = [await packed.text(), await plain.text()];
    expect(a.replace(/"token":"[^"]*"/, ''), path).toBe(b.replace(/"token":"[^"]*"/, ''));
  }
});
