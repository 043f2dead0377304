import { describe, expect, it, onTestFinished } from 'vitest';
import { listen } from '../network/listen.js';
import { garden } from '../storage/__fixtures__/garden-scope.js';
import { routesOf } from './__fixtures__/routes-of.js';
import { experiment, startTestService, type TestService } from './__fixtures__/start-test-service.js';
import { createTrialApp } from './create-trial-app.js';

interface Beyond extends TestService {
  readonly beyond: string;
  readonly patterns: readonly string[];
  readonly send: (path: string, init?: RequestInit, token?: string) => Promise<Response>;
  readonly token: string;
}

/** A service with its face to other machines, which know it as 127.0.0.1. */
async function start(): Promise<Beyond> {
  const service = await startTestService();
  service.store.createRun({ scope: garden, runId: 'HD_1' });
  service.store.createRun({ scope: garden, runId: 'HD_1_0', parentRunId: 'HD_1' });
  const app = createTrialApp(service.context, '127.0.0.1');
  const listener = await listen(async (request) => app.fetch(request), { host: '127.0.0.1', port: 0 });
  onTestFinished(() => listener.close());
  const { token } = await service.auth.issueRunToken({ scope: garden, runId: 'HD_1_0' });
  return {
    ...service,
    token,
    beyond: listener.address,
    patterns: routesOf(app).map(({ method, pattern }) => `${method} ${pattern}`),
    send: (path, init = {}, as = token) =>
      fetch(`${listener.address}${path}`, { ...init, headers: { authorization: `Bearer ${as}`, ...init.headers } }),
  };
}

const own = `/history/v1.0/${experiment}/runs/HD_1_0`;

describe('the face of the service to other machines', () => {
  it("lets a run's token read and write its run", async () => {
    const { send, store } = await start();
    expect((await send(own)).status).toBe(200);
    expect((await send(own, { method: 'PATCH', body: '{"tags": {"a": "b"}}' })).status).toBe(200);
    expect(store.getRun({ scope: garden, runId: 'HD_1_0' })?.tags.get('a')).toBe('b');
  });

  it("does not know the service's own token", async () => {
    const { send, auth } = await start();
    expect((await send(own, {}, auth.serviceToken)).status).toBe(401);
    const content = `/artifact/v2.0/${experiment.replace(/\/experiments.*/, '')}/artifacts/content/ExperimentRun/dcid.HD_1_0/a`;
    expect((await send(content, {}, auth.serviceToken)).status).toBe(401);
  });

  it('has no route that submits, cancels, pauses, prunes or names computes', async () => {
    const { patterns, routes } = await start();
    const isForPeople = (route: string): boolean =>
      /^\S+ \/hyperdrive\/|\/(cancel|pause|resume|retry|prune|usage|computes)(\/|$)/.test(route);
    const missing = routes
      .map(({ method, pattern }) => `${method} ${pattern}`)
      .filter((route) => !patterns.includes(route));
    expect(patterns.filter(isForPeople)).toEqual([]);
    expect(missing.filter((route) => !isForPeople(route))).toEqual([]);
    expect(missing.length).toBeGreaterThan(8);
    expect(patterns).toContain('POST /launches/v1.0/:launch/claim');
  });

  it('answers to its own name only, and to no page', async () => {
    const { beyond, send, token } = await start();
    const byAnotherName = beyond.replace('127.0.0.1', 'localhost');
    const answer = await fetch(`${byAnotherName}${own}`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(403);
    expect((await send(own, { headers: { origin: beyond } })).status).toBe(403);
  });

  it('names itself as the place of every service, and says nothing else without a token', async () => {
    const { beyond, send } = await start();
    const answer = await fetch(`${beyond}/discovery`);
    expect(new Set(Object.values(await answer.json()))).toEqual(new Set([beyond]));
    expect((await send(own, {}, 'another')).status).toBe(401);
  });
});
