import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { experiment, startTestService, type TestService } from '../__fixtures__/start-test-service.js';

const path = `/history/v1.0/${experiment}/runs/HD_1`;
const team = 'https://team.example';

async function startFor(...origins: readonly string[]): Promise<TestService> {
  const service = await startTestService({ allowedOrigins: new Set(origins) });
  service.store.createRun({ scope: garden, runId: 'HD_1' });
  return service;
}

const preflight = {
  token: null,
  headers: {
    origin: team,
    'access-control-request-method': 'PATCH',
    'access-control-request-headers': 'authorization,content-type',
  },
};

describe('a page of an allowed origin', () => {
  it('may ask beforehand, without a token, what it may send', async () => {
    const { ask } = await startFor(team);
    const { status, headers } = await ask('OPTIONS', path, preflight);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(team);
    expect(headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(headers.get('access-control-allow-headers')).toBe('authorization,content-type');
    expect(headers.get('vary')).toMatch(/origin/i);
    expect(headers.has('access-control-allow-private-network')).toBe(false);
  });

  it('hears that it may reach a service on the machine of the browser, where it asks so', async () => {
    const { ask } = await startFor(team);
    const asked = { ...preflight.headers, 'access-control-request-private-network': 'true' };
    const { headers } = await ask('OPTIONS', path, { token: null, headers: asked });
    expect(headers.get('access-control-allow-private-network')).toBe('true');
  });

  it('reads answers with the token, and why it is refused without', async () => {
    const { ask } = await startFor(team, 'http://other.example');
    const origin = { origin: team };
    const answer = await ask('GET', path, { headers: origin });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe(team);
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
    const refused = await ask('GET', path, { headers: origin, token: null });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe(team);
    expect(refused.headers.get('content-type')).toContain('application/json');
  });
});

describe('a page of another origin', () => {
  it.each([
    ['https://team.example.attacker.example'],
    ['http://team.example'],
    ['https://team.example:8443'],
    ['null'],
  ])('such as %s is refused, and its preflight too, with nothing that lets it read the answer', async (origin) => {
    const { ask } = await startFor(team);
    for (const method of ['OPTIONS', 'GET']) {
      const { status, headers } = await ask(method, path, { headers: { ...preflight.headers, origin } });
      expect(status).toBe(403);
      expect(headers.has('access-control-allow-origin')).toBe(false);
    }
  });

  it('gets no preflight answered where no origin is allowed', async () => {
    const { ask } = await startFor();
    expect((await ask('OPTIONS', path, preflight)).status).toBe(403);
  });
});
