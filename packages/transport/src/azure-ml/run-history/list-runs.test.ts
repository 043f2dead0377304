import { describe, expect, it } from 'vitest';
import {
  azureNotThere,
  collect,
  openTestBackend,
  quickRetry,
  runsPrefix,
  testScope,
  workspacePrefix,
} from '../../__fixtures__/open-test-backend.js';
import { startTestServer } from '../../__fixtures__/start-test-server.js';

/** Azure Resource Manager's paths begin with the workspace. */
function isOfArm(url: string): boolean {
  return url.startsWith('/subscriptions/');
}

function tokenOf(url: string): string | null {
  return new URL(url, 'http://host').searchParams.get('$continuationToken');
}

describe('listing children', () => {
  it('follows continuation tokens, over an empty page too, keeps the order, and drops hidden and repeated runs', async () => {
    const server = await startTestServer(({ url }) => {
      const token = tokenOf(url);
      if (token === null)
        return { body: { value: [{ runId: 'c' }, { runId: 'h', hidden: true }], continuationToken: '1 /' } };
      if (token === '1 /') return { body: { value: [], continuationToken: '2' } };
      return { body: { value: [{ runId: 'c' }, { runId: 'a' }, { runId: 'b' }], continuationToken: null } };
    });
    const runs = await collect(openTestBackend(server.address).listChildRuns('HD_1', { pageSize: 2 }));
    expect(runs.map(({ runId }) => runId)).toEqual(['c', 'a', 'b']);
    expect(server.requests[0]?.url).toBe(`${runsPrefix}/runs/HD_1/children?$orderby=StartTimeUtc%20desc&$top=2`);
  });

  it('follows a next link of the same origin, absolute or not', async () => {
    const server = await startTestServer(({ url, headers }) => {
      if (url === '/next?page=2') return { body: { value: [{ runId: 'b' }], nextLink: `http://${headers.host}/last` } };
      if (url === '/last') return { body: { value: [{ runId: 'c' }] } };
      return { body: { value: [{ runId: 'a' }], nextLink: '/next?page=2' } };
    });
    const runs = await collect(openTestBackend(server.address).listChildRuns('HD_1'));
    expect(runs.map(({ runId }) => runId)).toEqual(['a', 'b', 'c']);
    expect(server.requests.every(({ headers }) => headers.authorization === 'Bearer secret-token')).toBe(true);
  });

  it('refuses a next link to another origin and sends nothing there', async () => {
    const other = await startTestServer(() => ({ body: { value: [] } }));
    const server = await startTestServer(() => ({ body: { value: [], nextLink: `${other.address}/next?sig=s3cret` } }));
    const listing = collect(openTestBackend(server.address).listChildRuns('HD_1'));
    await expect(listing).rejects.toMatchObject({
      code: 'unexpected-answer',
      message: expect.stringContaining(other.address),
    });
    await expect(listing).rejects.toMatchObject({ message: expect.not.stringContaining('s3cret') });
    expect(other.requests).toHaveLength(0);
  });

  it('ends with an error where the service leads round in a circle', async () => {
    const server = await startTestServer(() => ({ body: { value: [{ runId: 'a' }], continuationToken: 'same' } }));
    await expect(collect(openTestBackend(server.address).listChildRuns('HD_1'))).rejects.toMatchObject({
      code: 'unexpected-answer',
    });
    expect(server.requests.length).toBeLessThan(4);
  });

  it('asks for a page only when the reader gets there', async () => {
    const server = await startTestServer(({ url }) => ({
      body: { value: [{ runId: `r${tokenOf(url)}` }], continuationToken: `${Number(tokenOf(url)) + 1}` },
    }));
    for await (const { runId } of openTestBackend(server.address).listChildRuns('HD_1')) if (runId === 'r1') break;
    expect(server.requests).toHaveLength(2);
  });

  it('keeps only the wanted statuses, unknown ones included', async () => {
    const value = [
      { runId: 'a', status: 'Failed' },
      { runId: 'b', status: 'Running' },
      { runId: 'c', status: 'Dreaming' },
    ];
    const server = await startTestServer(() => ({ body: { value } }));
    const status = ['Dreaming', 'Failed'];
    const runs = await collect(openTestBackend(server.address).listChildRuns('HD_1', { status }));
    expect(runs.map(({ runId }) => runId)).toEqual(['a', 'c']);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a page size of %d', async (pageSize) => {
    const listing = collect(openTestBackend('http://127.0.0.1:9').listChildRuns('HD_1', { pageSize }));
    await expect(listing).rejects.toMatchObject({ code: 'invalid-argument', option: 'pageSize' });
  });

  it('rejects with a typed error where a page cannot be read', async () => {
    const server = await startTestServer(() => ({ body: '<html>sign in</html>' }));
    await expect(collect(openTestBackend(server.address).listChildRuns('HD_1'))).rejects.toMatchObject({
      code: 'unexpected-answer',
      runId: 'HD_1',
    });
  });

  it("stops with the signal's reason between two pages", async () => {
    const server = await startTestServer(() => ({ body: { value: [{ runId: 'a' }], continuationToken: 'more' } }));
    const controller = new AbortController();
    const reason = new Error('enough');
    const listing = openTestBackend(server.address).listChildRuns('HD_1', { signal: controller.signal });
    const reading = (async () => {
      for await (const { runId } of listing) {
        expect(runId).toBe('a');
        controller.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(server.requests).toHaveLength(1);
  });

  it('finds the experiment of the parent where none was chosen', async () => {
    const server = await startTestServer(({ url }) =>
      url.includes('/children')
        ? { body: { value: [{ runId: 'a' }] } }
        : { body: { runId: 'HD_1', experimentId: 'e-1' } },
    );
    const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w' };
    const backend = openTestBackend(server.address, { scope, retry: quickRetry });
    await collect(backend.listChildRuns('HD_1'));
    await collect(backend.listChildRuns('HD_1'));
    const paths = server.requests.map(({ url }) => url.replace(/^.*workspaces\/w/, '').replace(/\?.*/, ''));
    expect(paths).toEqual([
      '/runs/HD_1',
      '/experimentids/e-1/runs/HD_1/children',
      '/experimentids/e-1/runs/HD_1/children',
    ]);
  });
});

describe('listing sweeps', () => {
  it('asks for sweeps, newest first, page after page', async () => {
    const server = await startTestServer(({ url, body }) => {
      if (isOfArm(url)) return azureNotThere;
      return JSON.parse(body).continuationToken === undefined
        ? {
            body: {
              value: [{ runId: 'b', status: 'Running' }],
              continuationToken: 't',
              nextLink: 'https://elsewhere/',
            },
          }
        : { body: { value: [{ runId: 'a', status: 'Failed' }], nextLink: null } };
    });
    const backend = openTestBackend(server.address);
    expect((await collect(backend.listSweeps())).map(({ runId }) => runId)).toEqual(['b', 'a']);
    expect((await collect(backend.listSweeps({ status: ['Failed'] }))).map(({ runId }) => runId)).toEqual(['a']);
    const [first, second] = server.requests.filter(({ url }) => !isOfArm(url));
    expect(first).toMatchObject({ method: 'POST', url: `${runsPrefix}/runs:query` });
    expect(JSON.parse(second?.body ?? '')).toEqual({
      filter: '(RunType eq hyperdrive or Properties/azureml.runsource eq hyperdrive)',
      orderby: 'StartTimeUtc desc',
      top: 500,
      continuationToken: 't',
    });
  });

  it('asks the workspace where no experiment is chosen, and finds the experiment of each', async () => {
    const tags = { _aml_system_platform_config: '{"ExperimentName":"roses"}' };
    const server = await startTestServer(({ url }) =>
      isOfArm(url) ? azureNotThere : { body: { value: [{ runId: 'HD_1', tags }] } },
    );
    const { experimentName: _, ...scope } = testScope;
    const [sweep] = await collect(openTestBackend(server.address, { scope }).listSweeps());
    const [first] = server.requests.filter(({ url }) => !isOfArm(url));
    expect(first?.url).toBe(`/history/v1.0/${workspacePrefix}/runs:query`);
    expect(sweep?.experimentName).toBe('roses');
  });
});
