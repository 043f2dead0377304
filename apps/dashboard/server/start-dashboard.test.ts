import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Workspace } from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep } from '@hyperdrive-run/sdk/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hostileWorkspace, secondSweep } from './__fixtures__/hostile-sweep.js';
import { type Dashboard, startDashboard } from './start-dashboard.js';

async function open(workspace: Workspace = hostileWorkspace()): Promise<Dashboard> {
  const folder = await mkdtemp(join(tmpdir(), 'hyperdrive-dashboard-'));
  for (const file of ['index.html', 'main.js', 'importance-worker.js', 'style.css'])
    await writeFile(join(folder, file), file);
  const dashboard = await startDashboard({ workspace, pageFolder: pathToFileURL(`${folder}/`) });
  onTestFinished(async () => {
    await dashboard.close();
    await rm(folder, { recursive: true });
  });
  return dashboard;
}

/** Opens the printed address as a browser does, and returns the cookie. */
async function signIn({ url }: Dashboard): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' });
  expect(response.status).toBe(303);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** `fetch` does not let a test say another host. */
function statusWithHost(url: URL, host: string, cookie: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host, cookie } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the address that is printed', () => {
  it('opens once, and gives a cookie that scripts cannot read and other sites cannot use', async () => {
    const { url } = await open();
    const first = await fetch(`${url}&sweep=HD_1`, { redirect: 'manual' });
    expect(first.headers.get('location')).toBe('/?sweep=HD_1');
    expect(first.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict$/);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(401);
  });

  it('leaves the cookie of another dashboard alone: browsers share cookies between ports', async () => {
    const [first, second] = [await open(), await open()];
    const both = [await signIn(first), await signIn(second)].join('; ');
    for (const { url } of [first, second]) {
      expect((await fetch(new URL('/', url), { headers: { cookie: both } })).status).toBe(200);
    }
    expect(new Set(both.split('; ').map((cookie) => cookie.split('=')[0])).size).toBe(2);
  });

  it('goes on by itself where a page of another site linked to it: no Strict cookie comes with a redirect from there', async () => {
    const { url } = await open();
    const headers = { 'sec-fetch-site': 'cross-site' };
    const first = await fetch(`${url}&sweep=${encodeURIComponent('a";b c')}`, { redirect: 'manual', headers });
    expect([first.status, first.headers.get('refresh')]).toEqual([200, '0; url=/?sweep=a%22%3Bb+c']);
    expect(first.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict$/);
    expect(first.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect((await fetch(url, { redirect: 'manual', headers })).status).toBe(401);
  });

  it('is named to whoever has no cookie, as JSON where JSON was asked for', async () => {
    const { url } = await open();
    expect(await (await fetch(new URL('/', url))).text()).toContain('Each address works once');
    const hint = expect.stringContaining('Each address works once');
    expect(await (await fetch(new URL('/api/sweeps', url))).json()).toMatchObject({
      message: expect.any(String),
      hint,
    });
  });

  it('is needed for everything: the page, its files and each question', async () => {
    const dashboard = await open();
    const cookie = await signIn(dashboard);
    for (const path of [
      '/',
      '/main.js',
      '/importance-worker.js',
      '/style.css',
      '/api/sweeps',
      '/api/sweeps/HD_1',
      '/api/sweeps/HD_1/children',
    ]) {
      const address = new URL(path, dashboard.url);
      expect((await fetch(address)).status, path).toBe(401);
      expect((await fetch(address, { headers: { cookie } })).status, path).toBe(200);
    }
    const wrong = { cookie: `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}` };
    expect((await fetch(new URL('/', dashboard.url), { headers: wrong })).status).toBe(401);
  });
});

describe('the dashboard', () => {
  it('refuses another host, another origin and whatever is no reading', async () => {
    const dashboard = await open();
    const cookie = await signIn(dashboard);
    const address = new URL('/api/sweeps', dashboard.url);
    expect(await statusWithHost(address, 'attacker.example', cookie)).toBe(403);
    expect(await statusWithHost(address, `localhost:${address.port}`, cookie)).toBe(200);
    const from = (origin: string) => fetch(address, { headers: { cookie, origin } });
    expect((await from('https://attacker.example')).status).toBe(403);
    expect((await from(address.origin)).status).toBe(200);
    expect((await fetch(address, { method: 'POST', headers: { cookie } })).status).toBe(403);
  });

  it('lets no page frame it and loads nothing from elsewhere', async () => {
    const dashboard = await open();
    const cookie = await signIn(dashboard);
    for (const path of ['/', '/api/sweeps']) {
      const { headers } = await fetch(new URL(path, dashboard.url), { headers: { cookie } });
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('has browsers ask for a sweep while they load its page, and for nothing with other pages', async () => {
    const dashboard = await open();
    const cookie = await signIn(dashboard);
    const linkOf = async (path: string) =>
      (await fetch(new URL(path, dashboard.url), { headers: { cookie } })).headers.get('link');
    expect(await linkOf('/?sweep=a%22%3E%3B+b')).toBe(
      '</api/sweeps/a%22%3E%3B%20b>; rel=preload; as=fetch; crossorigin=anonymous',
    );
    for (const path of ['/', '/?sweep=HD_1&trial=HD_1_0', '/?sweep=HD_1&with=HD_2', '/main.js?sweep=HD_1']) {
      expect(await linkOf(path), path).toBeNull();
    }
  });

  it('returns sweeps, their state and their children through HyperDriveRun', async () => {
    const dashboard = await open();
    const cookie = await signIn(dashboard);
    const textOf = async (path: string) => (await fetch(new URL(path, dashboard.url), { headers: { cookie } })).text();
    expect(JSON.parse(await textOf('/api/sweeps'))).toMatchObject({
      sweeps: [{ runId: 'HD_1' }, { runId: 'HD_2' }],
      hasMore: false,
    });
    expect(JSON.parse(await textOf('/api/sweeps/HD_1'))).toMatchObject({
      status: 'Completed',
      primaryMetric: { name: 'accuracy', goal: 'maximize' },
    });
    expect(JSON.parse(await textOf('/api/sweeps/HD_1/best'))).toMatchObject({
      bestRun: { runId: 'HD_1_1', value: 0.9, origin: 'scan', tied: [], provisional: false },
    });
    const children = await textOf('/api/sweeps/HD_1/children');
    expect(children).toContain('"__proto__":9007199254740993');
    expect(children).toContain('"points":[[{"number":"NaN"},0,null]]');
    const { token, ...whole } = JSON.parse(children);
    expect(JSON.parse(await textOf('/api/sweeps/HD_1/children'))).toMatchObject(whole);
    const later = await textOf(`/api/sweeps/HD_1/children?after=${encodeURIComponent(token)}`);
    expect(JSON.parse(later)).toMatchObject({ isComplete: false, children: [], changes: [] });
  });

  it('lists two hundred sweeps, or as many as are asked for, and says that there are more only where there are', async () => {
    const { scope } = secondSweep('Running');
    for (const [count, hasMore] of [
      [200, false],
      [201, true],
    ] as const) {
      const sweeps = Array.from({ length: count }, (_, n) => makeSweep({ scope, runId: `HD_${n}`, children: [] }));
      const dashboard = await open(new Workspace(new InMemoryBackend(scope, sweeps)));
      const cookie = await signIn(dashboard);
      const response = await fetch(new URL('/api/sweeps', dashboard.url), { headers: { cookie } });
      const answer = JSON.parse(await response.text());
      expect([answer.sweeps.length, answer.hasMore]).toEqual([200, hasMore]);
      const all = await fetch(new URL('/api/sweeps?most=1000', dashboard.url), { headers: { cookie } });
      expect(JSON.parse(await all.text())).toMatchObject({ sweeps: { length: count }, hasMore: false });
    }
  });

  it('says what is wrong with an id, and what to do', async () => {
    const dashboard = await open();
    const cookie = await signIn(dashboard);
    const unknown = await fetch(new URL('/api/sweeps/HD_9', dashboard.url), { headers: { cookie } });
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { code: 'run-not-found' }]);
    const child = await fetch(new URL('/api/sweeps/HD_1_0', dashboard.url), { headers: { cookie } });
    expect([child.status, await child.json()]).toMatchObject([404, { code: 'not-a-sweep' }]);
    expect((await fetch(new URL('/etc/passwd', dashboard.url), { headers: { cookie } })).status).toBe(404);
  });
});

describe('startDashboard', () => {
  it('says which option it cannot take, and a port that is taken', async () => {
    const workspace = hostileWorkspace();
    await expect(startDashboard({ workspace, runId: '' })).rejects.toMatchObject({ option: 'runId' });
    for (const port of [-1, 1.5, 65_536, Number.NaN]) {
      await expect(startDashboard({ workspace, port })).rejects.toMatchObject({
        code: 'invalid-argument',
        option: 'port',
      });
    }
    const taken = Number(new URL((await open()).url).port);
    await expect(startDashboard({ workspace, port: taken })).rejects.toMatchObject({
      code: 'refused',
      message: `Port ${taken} is taken.`,
    });
  });

  it('does not respond once it is closed', async () => {
    const dashboard = await startDashboard({ workspace: hostileWorkspace() });
    await dashboard.close();
    await expect(fetch(dashboard.url)).rejects.toThrow('fetch failed');
  });
});
