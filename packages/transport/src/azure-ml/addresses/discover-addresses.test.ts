import { describe, expect, it } from 'vitest';
import { collect, openTestBackend, quickRetry } from '../../__fixtures__/open-test-backend.js';
import type { Fetch } from '../../http/requests/fetch.js';
import { discoveredAddresses } from './service-addresses.js';

interface Sent {
  readonly url: string;
  readonly authorization: string | null;
}

/** A region whose services are played in this process. */
function region(answer: (url: URL) => { readonly status?: number; readonly body: unknown }) {
  const sent: Sent[] = [];
  const warnings: string[] = [];
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init);
    sent.push({ url: request.url, authorization: request.headers.get('authorization') });
    const { status = 200, body } = answer(new URL(request.url));
    return new Response(JSON.stringify(body), { status });
  };
  const backend = openTestBackend('', {
    endpoint: { kind: 'region', region: 'WestEurope' },
    fetch,
    retry: { ...quickRetry, budgetMs: 0 },
    onWarning: (message) => warnings.push(message),
  });
  return { sent, warnings, backend };
}

describe('discovery', () => {
  it('asks the region once, without the token, and then each service at its own address', async () => {
    const { sent, backend } = region(({ pathname, hostname }) => {
      if (pathname !== '/discovery') return { body: { runId: 'HD_1', status: 'Running', value: [] } };
      expect(hostname).toBe('westeurope.api.azureml.ms');
      return {
        body: { api: 'https://api.example/', history: 'https://history.example', hyperdrive: 'https://hd.example/x/' },
      };
    });
    await Promise.all([backend.getRun('HD_1'), backend.getRun('HD_1')]);
    await backend.cancelSweep('HD_1');
    await collect(backend.getMetrics(['HD_1']));
    const asked = sent.map(({ url }) => url.replace(/(\/v\d\.0)\/.*/, '$1'));
    expect(asked.filter((url) => url.endsWith('/discovery'))).toHaveLength(1);
    expect(asked[0]).toBe('https://westeurope.api.azureml.ms/discovery');
    expect(sent[0]?.authorization).toBeNull();
    expect(new Set(asked.slice(1))).toEqual(
      new Set([
        'https://history.example/history/v1.0',
        'https://hd.example/x/hyperdrive/v1.0',
        'https://api.example/metric/v2.0',
      ]),
    );
    expect(sent.slice(1).every(({ authorization }) => authorization === 'Bearer secret-token')).toBe(true);
  });

  it('takes a region without discovery for the address of all services, with a warning', async () => {
    const { sent, warnings, backend } = region(({ pathname }) =>
      pathname === '/discovery' ? { status: 404, body: { error: { code: 'NotFound' } } } : { body: { runId: 'HD_1' } },
    );
    await backend.getRun('HD_1');
    expect(sent[1]?.url).toMatch(/^https:\/\/westeurope\.api\.azureml\.ms\/history/);
    expect(warnings).toHaveLength(1);
  });

  it('sends no token to a discovered address that is not safe, and asks again the next time', async () => {
    let history = 'http://history.example';
    const { sent, backend } = region(({ pathname }) =>
      pathname === '/discovery' ? { body: { history } } : { body: { runId: 'HD_1' } },
    );
    await expect(backend.getRun('HD_1')).rejects.toMatchObject({
      code: 'unexpected-answer',
      message: expect.stringContaining('http://history.example'),
    });
    expect(sent).toHaveLength(1);
    history = 'https://history.example';
    expect((await backend.getRun('HD_1')).runId).toBe('HD_1');
  });

  it('rejects where discovery fails', async () => {
    const { backend } = region(() => ({ status: 503, body: {} }));
    await expect(backend.getRun('HD_1')).rejects.toMatchObject({ code: 'service-failure' });
  });

  it('does not take a 404 of a gateway for a region without discovery', async () => {
    const { sent, backend } = region(() => ({ status: 404, body: 'no such page' }));
    await expect(backend.getRun('HD_1')).rejects.toMatchObject({ code: 'unexpected-answer', status: 404 });
    expect(sent).toHaveLength(1);
  });

  it('has a page for people about a run, which explicit addresses have not', () => {
    const { backend } = region(() => ({ body: {} }));
    expect(backend.getPortalUrl('HD 1')).toBe(
      'https://ml.azure.com/runs/HD%201?wsid=/subscriptions/sub/resourceGroups/group/workspaces/work%20space',
    );
    expect(openTestBackend('http://127.0.0.1:9').getPortalUrl('HD_1')).toBeUndefined();
  });
});

describe('discoveredAddresses', () => {
  it('takes http only on this machine, and never a user in the address', () => {
    const asked = 'https://region.example';
    expect(discoveredAddresses(asked, { history: 'http://localhost:5000/' }).history).toBe('http://localhost:5000');
    for (const history of ['http://10.0.0.1', 'https://u:p@host', 'ftp://127.0.0.1', 'nonsense']) {
      expect(() => discoveredAddresses(asked, { history })).toThrow('No token is sent there');
      expect(() => discoveredAddresses(asked, { history })).not.toThrow('u:p');
    }
  });

  it('falls back to what is named, and to the address that was asked', () => {
    expect(discoveredAddresses('https://a', {})).toEqual({
      api: 'https://a',
      history: 'https://a',
      hyperdrive: 'https://a',
    });
    expect(discoveredAddresses('https://a', { history: 'https://h' }).api).toBe('https://h');
  });
});
