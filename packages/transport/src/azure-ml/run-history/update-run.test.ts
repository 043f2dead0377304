import { describe, expect, it } from 'vitest';
import { openTestBackend, runsPrefix } from '../../__fixtures__/open-test-backend.js';
import { startTestServer } from '../../__fixtures__/start-test-server.js';

describe('changing a run', () => {
  it('sets what is given with one request, removes tags with another, and returns the changed run', async () => {
    const server = await startTestServer(({ method }) => ({ body: { runId: 'HD_1', tags: { by: method } } }));
    const run = await openTestBackend(server.address).updateRun('HD_1', {
      setTags: new Map([['__proto__', 'x']]),
      removeTags: ['old', 'older'],
      addProperties: new Map([['p', '1']]),
      displayName: '',
      description: 'about it',
    });
    expect(run.tags.get('by')).toBe('DELETE');
    expect(server.requests.map(({ method, url, body }) => [method, url, body])).toEqual([
      [
        'PATCH',
        `${runsPrefix}/runs/HD_1`,
        '{"runId":"HD_1","tags":{"__proto__":"x"},"properties":{"p":"1"},"displayName":"","description":"about it"}',
      ],
      ['DELETE', `${runsPrefix}/runs/HD_1/tags`, '["old","older"]'],
    ]);
  });

  it('touches nothing where nothing is given, and reads the run', async () => {
    const server = await startTestServer(() => ({ body: { runId: 'HD_1' } }));
    await openTestBackend(server.address).updateRun('HD_1', { removeTags: [] });
    expect(server.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it('reads the run anew where the service answers a change with nothing', async () => {
    const server = await startTestServer(({ method }) =>
      method === 'GET' ? { body: { runId: 'HD_1', displayName: 'new' } } : { status: 200 },
    );
    expect((await openTestBackend(server.address).updateRun('HD_1', { displayName: 'new' })).displayName).toBe('new');
  });
});
